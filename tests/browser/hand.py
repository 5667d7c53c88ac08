"""What a user's hand does at the desk, for tests of the page."""

import json
import re

from fullcount_reports.desk.server.pages import page_folder

__all__ = ["DRAFT", "Hand"]

DRAFT = (page_folder() / "example.json").read_text(encoding="utf-8")
"""The example of the page, synthetic: two errors on line 28, a note on line 19."""


class Hand:
    """A page of the desk, opened with its token."""

    def __init__(self, page, address):
        self.page = page
        page.context.grant_permissions(
            ["clipboard-read", "clipboard-write"], origin=address.partition("/#")[0]
        )
        page.goto(address)
        self.ready()

    def ready(self):
        """Wait until the engine has introduced itself."""
        self.page.get_by_text("fullcount 0.").first.wait_for()

    def paste(self, text):
        """Put a text in place of all that is in the editor, over the clipboard."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.focus("#text")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Control+v")

    def opened(self, name):
        """Wait until a file of that name is in the editor."""
        self.page.wait_for_function("name => document.getElementById('name').value === name", arg=name)

    def summary(self, text):
        """Wait for the summary to say so."""
        self.page.locator("#summary", has_text=text).wait_for()

    def checked(self):
        """Wait for the findings of the draft."""
        self.page.locator("#findings .group, #findings .fine").first.wait_for()

    def check(self, text):
        """Paste a text, and wait for its findings."""
        self.paste(text)
        self.checked()

    def forget(self):
        """Have the browser forget everything, upon which the page is loaded anew."""
        self.page.get_by_role("button", name="Forget everything").click()
        with self.page.expect_navigation():
            self.page.get_by_role("dialog").get_by_role("button", name="Forget everything").click()
        self.ready()

    def tab(self, name):
        """Open a tab; its panel."""
        self.page.get_by_role("tab", name=name).click()
        return self.page.locator(f"#{name.lower()}")

    def text(self):
        """The text in the editor."""
        return self.page.input_value("#text")

    def selected(self):
        """The text that is selected in the editor."""
        return self.page.evaluate(
            "() => { const { value, selectionStart, selectionEnd } = document.getElementById('text');"
            " return value.slice(selectionStart, selectionEnd) }"
        )

    def decide(self, number, decision, reason):
        """Decide on a finding of the Review tab, by its number from 0."""
        field = self.page.locator("fieldset.decide").nth(number)
        field.locator("label.choice", has_text=decision).click()
        field.get_by_label(re.compile("Reason")).fill(reason)

    def sign(self, reviewer, conclusion):
        """Fill in what a review needs beside the decisions."""
        self.page.get_by_label("Reviewer (required)").fill(reviewer)
        self.page.get_by_label("Conclusion (required)").select_option(label=conclusion)

    def saved(self, button):
        """What a button of that name downloads: the name of the file, and its text."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button).click()
        return download.value.suggested_filename, download.value.path().read_text(encoding="utf-8")

    def saved_json(self, button):
        """The same as data."""
        name, text = self.saved(button)
        return name, json.loads(text)
