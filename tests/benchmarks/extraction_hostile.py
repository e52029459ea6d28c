"""How reading time grows with the length of a text: `python tests/benchmarks/extraction_hostile.py [KB]`.

For each kind of hostile text it prints CPU seconds for the text, for four times as much of it, and their ratio:
4 is linear, 16 is quadratic. `parse` is the part of the language model in the longer text. No test asserts on these
figures; they depend on the machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from index.extraction.parsing.language import load_model, parse
from index.extraction.pipeline import Extractor, load_extractor
from index.model import Article
from index.settings import load_settings

UNITS = {
    "prose, one paragraph a sentence": "Norway said on Monday that two ships had left the port of Bergen.\n\n",
    "prose, one paragraph": "Norway said on Monday that two ships had left the port of Bergen. ",
    "no full stop": "the ships left the port and Maria Lopez went with them to the sea while it rained and ",
    "no full stop, only claims": "Kenya said that Norway denied the claims about the port and ",
    "denials": "Kenya accused Norway of piracy. Norway denied the claim. ",
    "capitals": "NORWAY SAID THAT THE SHIPS HAD LEFT. ",
    "quotations": "“We will stay,” she said. ",
    "unclosed quotations": "“We will stay for many years, said Maria Lopez.\n\n",
    "quotation marks": "“”\"''",
    "names": "Maria Lopez Juan Perez US NATO Norway Moscow ",
    "new names": "Anna{n} Berg{n} met Karl{n} Holm{n}. ",
    "acronyms": "The North River Alliance (NRA{n}) left. ",
    "pronouns": "It said he said they said it denied him his. ",
    "headings": "NATO: Ships left the port\n",
    "table": "Norway\t12\t$3.5m\t7%\t2019\n",
    "dates and amounts": "On 3 May 2022 at least 31 people paid $5 million. ",
    "code": "x = {'US': [y for y in kenya if y != \"port\"]}\n",
    "one word": "x",
    "blanks": " ",
    "null bytes": "\x00",
    "emoji": "🚢🇳🇴",
}


def text_of(unit: str, size: int) -> str:
    """About `size` code points of a unit; `{n}` in it counts, so that every name is new."""
    times = size // len(unit)
    return "".join(unit.replace("{n}", str(n)) for n in range(times)) if "{n}" in unit else unit * times


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def read(extractor: Extractor, text: str) -> float:
    """CPU seconds for reading one text."""
    return seconds(lambda: list(extractor.extract([(Article.of(text), None)])))


def main(size: int) -> None:
    """Print one line for each kind of text."""
    settings = load_settings()
    extractor, nlp = load_extractor(settings), load_model(settings.model)
    read(extractor, "Norway said that the ships had left.")
    print(f"{'text':34} {size / 1000:6.1f} kB {4 * size / 1000:6.1f} kB  ratio   parse  words/s")
    for name, unit in UNITS.items():
        short, long = text_of(unit, size), text_of(unit, 4 * size)
        once, more = read(extractor, short), read(extractor, long)
        parsed = seconds(lambda text=long: list(parse(nlp, [Article.of(text)])))
        rate = len(long.split()) / more if more else 0
        mark = "  <- grows faster than the text" if more > 8 * once and more > 0.5 else ""
        print(
            f"{name:34} {once:9.2f} {more:9.2f} {more / max(once, 1e-3):6.1f} {parsed:7.2f} {rate:8.0f}{mark}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(float(sys.argv[1]) * 1000) if len(sys.argv) > 1 else 8_000)
