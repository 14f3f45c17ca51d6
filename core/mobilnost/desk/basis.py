"""What assessments were based on, noted in the register, and assessed again from what was noted.

A past assessment is replayed from the contents that the register keeps, never from the office's files of today.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.formats import Format, Loaded, format_of, parse_agreement, parse_call
from mobilnost.formats.report import json_line, report
from mobilnost.host import Host
from mobilnost.model import Agreement, Call
from mobilnost.office import SETTINGS_FILE, Office, Unknown
from mobilnost.office.fingerprints import code_of
from mobilnost.procedure.basis import Basis, Content, Part, Version, differing
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import BASIS, DECISION, DOSSIER, INSTITUTION
from mobilnost.register.store import Reader, Writer


@frozen(kw_only=True)
class Replay:
    """An assessment made again: what it was based on, the two reports, and the programs that are others now."""

    basis: Basis
    then: bytes
    now: bytes
    changed: tuple[tuple[Version, Version | None], ...]

    @property
    def same(self) -> bool:
        """Whether the same report came out, byte for byte."""
        return self.then == self.now


def noted(desk: Desk, writer: Writer, assessment: Assessment) -> str:
    """Notes what an assessment was based on, and gives the id; one that was noted before keeps its id.

    Raises `Forbidden`, and `OSError` where a file of law has gone away meanwhile.
    """
    dossier = assessment.dossier.mobility.id
    earlier = [one.value for one in writer.reader.of_dossier(BASIS, dossier)]
    kept = writer.reader.find(DOSSIER, dossier)
    there = kept is not None and kept.value == assessment.dossier
    basis = Basis(
        dossier=dossier,
        number=max((one.number for one in earlier), default=0) + 1,
        on=assessment.on,
        revision=kept.revision if kept and there else None,
        contents=tuple(_contents(desk, writer, assessment)),
        versions=versions(desk.office.host),
        verdict=assessment.verdict.value,
        report=writer.keep(report_of(assessment), dossier),
    )
    for one in earlier:
        if evolve(basis, number=one.number) == one:
            return str(one.id)
    writer.add(BASIS, basis)
    return basis.id


def replay(desk: Desk, reader: Reader, dossier: str, number: int | None = None) -> Replay:
    """Assesses again what a basis says, the last one of a dossier if no number is given.

    Raises `Unknown` or `Forbidden` for a dossier that is not there, `office.Unknown` for a number that is not, and
    `Refused` where what was noted cannot be put together again.
    """
    known = {one.value.number: one.value for one in reader.of_dossier(BASIS, dossier)}
    if not known:
        reader.get(DOSSIER, dossier)
        raise Refused([Reason.of("basis-none", None, dossier=dossier)])
    basis = known.get(max(known) if number is None else number)
    if basis is None:
        raise Unknown("basis", str(number), [str(one) for one in sorted(known)])
    with TemporaryDirectory() as folder:
        now = report_of(_again(desk.office.host, reader, basis, Path(folder)))
    changed = differing(basis.versions, versions(desk.office.host))
    return Replay(basis=basis, then=reader.content(basis.report), now=now, changed=changed)


def report_of(assessment: Assessment) -> bytes:
    """An assessment as its report, without sentences: these are the reader's, and are told anew."""
    return json_line(report(assessment, lambda _: "")).encode()


def versions(host: Host) -> tuple[Version, ...]:
    """The programs that judge: our own, each plugin, and where the public holidays come from."""
    plugins = [
        Version(name=one.name, version=one.version, code=code_of(one.package) if one.package else None)
        for one in host.plugins
        if one.state == "loaded"
    ]
    own = Version(name="mobilnost", version=_installed("mobilnost"), code=code_of("mobilnost"))
    return (own, *plugins, Version(name="holidays", version=_installed("holidays")))


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


# -- noting


def _contents(desk: Desk, writer: Writer, assessment: Assessment) -> Iterator[Content]:
    office, id = desk.office, assessment.dossier.mobility.id
    named = office.settings.value.regulation if office.settings else ""
    for path in office.law_files:
        part = Part.INSTITUTIONS
        if path.name == SETTINGS_FILE:
            part = Part.SETTINGS
        elif path == (office.folder or Path()) / named:
            part = Part.REGULATION
        yield _file(writer, office, part, path)
    text = DOSSIER.text_of(assessment.dossier)
    dossier = DOSSIER.read(text, f"{DOSSIER.name} {id}")
    for part, loaded in ((Part.AGREEMENT, office.agreement(dossier)), (Part.CALL, office.call(dossier))):
        if loaded is not None and loaded.file is not None:
            yield _file(writer, office, part, Path(loaded.file))
    for partner in assessment.rulebook.institutions.values():
        if partner.id not in office.lawbook.institutions:
            said = INSTITUTION.text_of(partner).encode()
            yield Content(part=Part.PARTNER, name=partner.id, digest=writer.keep(said))
    yield Content(part=Part.DOSSIER, name=id, digest=writer.keep(text.encode(), id))
    decision = assessment.rulebook.decision
    if decision is not None:
        digest = writer.keep(DECISION.text_of(decision).encode(), id)
        yield Content(part=Part.DECISION, name=decision.id, digest=digest)


def _file(writer: Writer, office: Office, part: Part, path: Path) -> Content:
    """A file of the office's law, which is everybody's."""
    name = Path(os.path.relpath(path, office.folder or Path())).as_posix()
    return Content(part=part, name=name, digest=writer.keep(path.read_bytes()))


# -- assessing again


def _again(host: Host, reader: Reader, basis: Basis, folder: Path) -> Assessment:
    """The same question asked of the contents that were noted."""
    for part in (Part.SETTINGS, Part.REGULATION, Part.INSTITUTIONS):
        for one in basis.of(part):
            path = (folder / one.name).resolve()
            if not path.is_relative_to(folder.resolve()):
                raise Refused([Reason.of("basis-outside", None, file=one.name)])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(reader.content(one.digest))
    office = Office.open(folder, host)
    (dossier,) = basis.of(Part.DOSSIER)
    text = reader.content(dossier.digest).decode()
    decision = _kept(reader, basis, Part.DECISION)
    return office.judge(
        DOSSIER.read(text, f"{DOSSIER.name} {basis.dossier}"),
        basis.on,
        decision=DECISION.read(decision[1], f"{DECISION.name} {decision[0]}") if decision else None,
        agreement=_agreement(_kept(reader, basis, Part.AGREEMENT)),
        call=_call(_kept(reader, basis, Part.CALL)),
        partners=tuple(INSTITUTION.read(reader.content(one.digest).decode()).value for one in basis.of(Part.PARTNER)),
    )


def _kept(reader: Reader, basis: Basis, part: Part) -> tuple[str, str] | None:
    """The name and the text of the one content of a part."""
    found = basis.of(part)
    return (found[0].name, reader.content(found[0].digest).decode("utf-8-sig")) if found else None


def _agreement(kept: tuple[str, str] | None) -> Loaded[Agreement] | None:
    return parse_agreement(kept[1], kept[0], _format(kept[0])) if kept else None


def _call(kept: tuple[str, str] | None) -> Loaded[Call] | None:
    return parse_call(kept[1], kept[0], _format(kept[0])) if kept else None


def _format(name: str) -> Format:
    return format_of(Path(name))
