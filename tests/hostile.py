"""A document with one text in every place that takes free text, for tests of what text can break out of."""

import copy

__all__ = ["everywhere"]


def everywhere(document: dict, text: str) -> dict:
    """The document with that text in every place that takes free text."""
    document = copy.deepcopy(document)
    document["publisher"]["name"] = document["note"] = text
    document["subject"] |= {"name": text, "description": text, "version": text}
    document["subject"]["components"][0]["name"] = text
    document["subject"]["lineage"][0] |= {"name": text, "note": text, "url": "https://example.org/" + text}
    scope = document["scope"]
    scope |= {"cut_off": text, "note": text, "functional_unit": {"description": text}}
    scope["allocation"][0] |= {"what": text, "note": text}
    scope["life_cycle"][4]["reason"] = text
    document["facilities"][0] |= {"name": text, "operator": text, "location": text}
    document["facilities"][0]["pue"] |= {"note": text, "locator": text, "factor": text}
    document["equipment"][0]["name"] = text
    document["compute"][0]["accelerator_hours"] = {"not_disclosed": {"reason": "not-measured", "note": text}}
    document["compute"][1]["stage"] = text
    document["practices"] = [{"practice": text, "description": text, "source": text}]
    document["reviews"] = [
        {
            "reviewer": text,
            "date": "2026-01-01",
            "rule_set": text,
            "conclusion": "accepted",
            "organisation": text,
        }
    ]
    document["evidence"] = [{"id": "e", "kind": text, "title": text, "path": "a", "sha256": text}]
    document["sources"][0] |= {"title": text, "authors": text, "note": text, "url": text}
    document["sources"][0]["licence"] = text
    document["sources"][1]["url"] = "https://example.org/" + text
    document["extensions"] = [{"prefix": "x", "title": text, "url": text, text: text}]
    return document
