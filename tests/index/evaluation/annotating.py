"""Write the annotations of a tiny text by its words, so that a test reads like the text."""

from __future__ import annotations

from typing import Any, Self


class Annotated:
    """A text with annotations; `record` is what a gold file or a prediction holds."""

    def __init__(self, text: str, name: str = "text") -> None:
        self.record: dict[str, Any] = {"id": name, "text": text}

    def span(self, words: str, nth: int = 1) -> dict[str, Any]:
        start = -1
        for _ in range(nth):
            start = self.record["text"].index(words, start + 1)
        return {"start": start, "end": start + len(words), "text": words}

    def mention(self, words: str, actor: str, *, nth: int = 1, kind: str = "name", optional: bool = False) -> Self:
        return self._add("mentions", **self.span(words, nth), actor=actor, kind=kind, optional=optional)

    def says(
        self, actors: str, *content: str, source: str | None = None, cue: str | None = None, **fields: Any
    ) -> Self:
        number = len(self.record.get("statements", [])) + 1
        given = {
            "id": f"q{number}",
            "source": self.span(source) if source else None,
            "source_actors": actors.split(),
            "cue": self.span(cue) if cue else None,
            "content": [self.span(words) for words in content],
            "status": "asserted",
        }
        return self._add("statements", **{**given, **fields})

    def role(self, actor: str, title: str, org: str | None = None, **fields: Any) -> Self:
        return self._add("roles", actor=actor, title=title, role=self.span(title), org=org, **fields)

    def belongs(self, member: str, of: str, **fields: Any) -> Self:
        return self._add("affiliations", member=member, of=of, **fields)

    def event(self, subjects: str, root: str, objects: str, **fields: Any) -> Self:
        given = {"plover": root, "subject": subjects.split(), "object": objects.split(), "status": "asserted"}
        return self._add("relations", **{**given, **fields})

    def time(self, words: str, value: str, **fields: Any) -> Self:
        return self._add("times", **self.span(words), value=value, **fields)

    def amount(self, words: str, value: str, **fields: Any) -> Self:
        return self._add("amounts", **self.span(words), value=value, **fields)

    def _add(self, field: str, **annotation: Any) -> Self:
        self.record.setdefault(field, []).append(annotation)
        return self
