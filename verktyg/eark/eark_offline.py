#!/usr/bin/env python3
"""Prövar arkivpaket med eark-validator 1.1.3, utan nätverk, och erms.xml mot paketets eget schema.

    python eark_offline.py PAKET.zip …

Skriver en rad JSON per paket: {"paket": …, "fel": ["…", …]}. Utgångskoden är 0 när alla paket kunde prövas.

eark-validator (PyPI, Apache-2.0) hämtar vid import fyra filer från https://earkcsip.dilcis.eu/schema/; samma filer
ligger i paketet självt och läses härifrån. Programmet slutar alltid med 0, också när ett paket är fel: därför läses
dess JSON. Det jämför inga kontrollsummor: det gör Saklig självt.
"""
import importlib.util
import json
import os
import pathlib
import sys
import urllib.request
import zipfile

ROOT = os.path.dirname(importlib.util.find_spec("eark_validator").origin)
VOCABULARIES = os.path.join(ROOT, "ipxml", "resources", "vocabs")


def offline(url, *_args, **_kwargs):
    address = url if isinstance(url, str) else url.full_url
    if address.startswith("https://earkcsip.dilcis.eu/schema/"):
        return open(os.path.join(VOCABULARIES, address.rsplit("/", 1)[1]), "rb")
    raise OSError("inget nätverk: " + address)


urllib.request.urlopen = offline

import eark_validator.packages as packages  # noqa: E402
from eark_validator.specifications.specification import SpecificationVersion  # noqa: E402
from lxml import etree  # noqa: E402


def faults(path):
    package = packages.PackageValidator(pathlib.Path(path), SpecificationVersion.V2_1_0)
    report = json.loads(package.validation_report.model_dump_json())
    structure = report.get("structure") or {}
    if structure.get("status") != "WellFormed":
        yield "struktur: %s" % structure.get("status")
    for message in structure.get("messages", []):
        if message["severity"] == "Error":
            yield "struktur: %s %s" % (message["rule_id"], message["message"])
    metadata = report.get("metadata") or {}
    for part in ("schema_results", "schematron_results"):
        results = metadata.get(part) or {}
        if results.get("status") != "VALID":
            yield "%s: %s" % (part, results.get("status"))
        for message in results.get("messages", []):
            if message.get("severity") == "Error":
                yield "%s: %s %s" % (part, message.get("rule_id"), message.get("message"))
    yield from erms(path)


def erms(path):
    """erms.xml mot ERMS.xsd i samma paket."""
    with zipfile.ZipFile(path) as package:
        names = {name.split("/", 1)[1]: name for name in package.namelist() if "/" in name}
        schema = etree.XMLSchema(etree.fromstring(package.read(names["schemas/ERMS.xsd"])))
        document = etree.fromstring(package.read(names["metadata/descriptive/erms.xml"]))
    if not schema.validate(document):
        for error in schema.error_log:
            yield "erms.xml:%s %s" % (error.line, error.message)


for package in sys.argv[1:]:
    print(json.dumps({"paket": package, "fel": list(faults(package))}, ensure_ascii=False), flush=True)
