"""Whoosh, imported once and quietly. Everything we use of it is named here.

Only what `whoosh` 2.7.4 and `whoosh3` have in common is used, so that either can stand behind it.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # 2.7.4 writes regular expressions in plain strings: Python 3.12 warns of each when it compiles the files.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3  # imported inside functions of Whoosh otherwise, outside this block
    import whoosh.matching.wrappers
    import whoosh.writing  # noqa: F401  # as above
    from whoosh import fields, query
    from whoosh.analysis import Token, Tokenizer
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex
    from whoosh.qparser import QueryParser, plugins, syntax
    from whoosh.qparser.taggers import RegexTagger
    from whoosh.system import pack_uint

__all__ = [
    "FileIndex",
    "FileStorage",
    "QueryParser",
    "RegexTagger",
    "Token",
    "Tokenizer",
    "fields",
    "pack_uint",
    "plugins",
    "query",
    "syntax",
]
