"""The review report in a browser: a sound, a faulty and a hostile disclosure, on a phone, in the dark, on paper."""

import json
from datetime import date

import pytest

from fullcount.disclosure import Unreadable, parse
from fullcount.review.check import validate
from fullcount.review.profile import read_profile
from fullcount.review.report import Report, assess
from fullcount.rooms import schema_room
from fullcount_reports.review import render_page

from ..hostile import everywhere
from .contrast import too_faint

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> pay \u202e001 " + "W" * 400
PROFILE = """\
profile: "1.0"
name: Example conference (synthetic)
minimum_level: 5
rules: {unused-definition: {severity: off, reason: Our template lists every site.}}
"""


def base():
    return json.loads((schema_room() / "conformance/base.json").read_bytes())


def faulty():
    data = base()
    data["impacts"][0]["amount"]["value"] *= 10
    data["facilities"].append({"id": "spare", "name": "Spare site", "country": "FRA"})
    decision = {"rule": "total-differs-from-lines", "decision": "waived", "reason": "The meter was off."}
    head = {"reviewer": "A. Reviewer", "date": "2026-11-20", "rule_set": "1.0.0"}
    review = {**head, "conclusion": "accepted-with-waivers", "decisions": [decision]}
    return {**data, "reviews": [review]}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    documents = {"good.json": base(), "faulty.json": faulty(), f"{SCRIPT}.json": everywhere(base(), SCRIPT)}
    today = date(2026, 11, 21)
    read = [parse(json.dumps(data, indent=1).encode(), name) for name, data in documents.items()]
    with pytest.raises(Unreadable) as cut:
        parse(b"{", f"{SCRIPT}.json")
    reviewed = [assess(validate(document, today)) for document in read]
    told = Report(reviewed, [cut.value], today, None, read_profile(PROFILE, "profile.yaml"))
    path = tmp_path_factory.mktemp("report") / "review.html"
    path.write_text(render_page(told), encoding="utf-8")
    return path.as_uri()


def test_the_report_can_be_read_everywhere_and_runs_and_requests_nothing(page, report) -> None:
    reached = []
    page.on("request", lambda request: reached.append(request.url))
    page.on("dialog", lambda dialog: (reached.append(dialog.message), dialog.dismiss()))
    page.goto(report)
    assert reached == [report]
    assert page.locator("article").count() == 4
    page.get_by_text("waived by A. Reviewer on 2026-11-20: The meter was off.").wait_for()
    for scheme, media, width in [("light", "screen", 1100), ("dark", "screen", 320), ("dark", "print", 700)]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, media=media)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (scheme, media)
        number, faint = too_faint(page)
        assert (number > 100, faint) == (True, []), (scheme, media)
    for link in page.locator("a").all():
        assert page.locator(link.get_attribute("href")).count() == 1
