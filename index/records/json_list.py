"""Lists as one SQL parameter, so that a question about 50,000 ids is still one question."""

from __future__ import annotations

import json
from collections.abc import Iterable


def json_list(values: Iterable[int | str | tuple[str, ...]]) -> str:
    """The values as JSON, for `json_each(?)`."""
    return json.dumps(list(values))
