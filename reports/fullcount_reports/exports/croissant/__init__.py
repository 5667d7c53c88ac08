"""Croissant 1.0: metadata of the files of a disclosure, and the tables that can be read from them.

The disclosure itself is one of the files, so nothing of it is lost; the ledger and other tables of its data package
are the others, each with its hash. Tables of the disclosure have the columns that every row has.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fullcount_reports.exports.croissant.context import CONFORMS_TO, CONTEXT
from fullcount_reports.exports.croissant.files import Attached, attached, file_object, lacking
from fullcount_reports.exports.croissant.tables import tables_of_disclosure, tables_of_files
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.package import Package
from fullcount_reports.exports.writing import json_text

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "croissant"
VERSIONS = ("1.0",)
SPDX = "https://spdx.org/licenses/"
Node = dict[str, Any]


def export(document: "Disclosure", version: str, package: Package) -> Exported:
    """The metadata of one disclosure as a file. Raises `NotExpressibleError` with everything that is lacking."""
    files = list(attached(document, package))
    url = _url(document, package.descriptor)
    if lacks := [*lacking(package), *(() if url else (_NO_URL,))]:
        raise NotExpressibleError(lacks)
    metadata = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO.format(version=version),
        **_described(document, url),
        **_data(document, files),
    }
    return Exported({"croissant.json": json_text(metadata)}, losses(document, crosswalk(NAME)))


_NO_URL = Lack(
    "/subject/url", "no address", "a page about the data", "state it, or the homepage of the data package"
)


def _described(document: "Disclosure", url: str) -> Node:
    subject, revision, publisher = document["subject"], document["revision"], document["publisher"]
    name = document.get("title", f"Compute disclosure of {subject['name']}")
    about = subject.get("description", "What the work took, and its effect on the environment.")
    creator = {"@type": "sc:Organization", "name": publisher["name"]}
    return {
        "name": name,
        "description": f"{about} Figures: {document['data_status']}.",
        "license": _licence(document["licence"]),
        "url": url,
        "creator": {**creator, **({"url": publisher["url"]} if "url" in publisher else {})},
        "datePublished": revision["date"],
        "version": f"{revision['number']}.0.0",
        "citeAs": f"{publisher['name']}: {name}, revision {revision['number']}, {revision['date']}",
        "sameAs": document["id"],
    }


def _licence(code: str) -> str:
    return code if code.startswith("LicenseRef-") else f"{SPDX}{code}.html"


def _url(document: "Disclosure", descriptor: Mapping[str, Any]) -> str:
    """The page about the data, that about the work, or that of the publisher: the first that is stated."""
    homepage = descriptor.get("homepage")
    stated = (homepage, document["subject"].get("url"), document["publisher"].get("url"))
    return next((url for url in stated if isinstance(url, str) and url), "")


def _data(document: "Disclosure", files: list[Attached]) -> Node:
    """Files and tables. Readers take all tables of one entry for one, so each table of a disclosure has its own."""
    own = list(tables_of_disclosure(document, files[0]))
    listed = [*files, *(table.file for table in own)]
    found = [table.record_set for table in (*tables_of_files(files), *own)]
    return {
        "distribution": [file_object(file) for file in listed],
        **({"recordSet": found} if found else {}),
    }
