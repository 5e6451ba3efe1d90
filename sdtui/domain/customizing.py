"""From the parsed customizing files to a ``Customizing``; whatever nobody declared is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing_checks import check_customizing
from sdtui.domain.customizing_model import Customizing
from sdtui.domain.customizing_reader import TEXT_KEYS, Table, build, table, tables, texts_of, words
from sdtui.domain.customizing_rows import (
    CopyControl,
    CopyItemRule,
    Determination,
    DeterminationKey,
    DocumentType,
    ExchangeRate,
    IncompletionProcedure,
    IncompletionRule,
    ItemCategory,
    NumberRange,
    PartnerRule,
    StatusGroup,
)
from sdtui.domain.customizing_values import (
    AccountGroup,
    CashDiscount,
    CompanyCode,
    Country,
    Currency,
    Incoterms,
    MaterialStatus,
    MaterialType,
    OrderBlock,
    Organization,
    PartnerFunctionRow,
    PaymentTerms,
    Plant,
    RejectionReason,
    Route,
    SalesOffice,
    SalesOrganization,
    ShippingPoint,
    TextKind,
    Unit,
    ValueRow,
)
from sdtui.domain.delimited import fold_heading
from sdtui.domain.errors import CustomizingError, nearest
from sdtui.domain.item_import import KEYS as IMPORTED

__all__ = ["Customizing", "customizing_from"]

T = TypeVar("T")
Files = Mapping[str, Table]
Rows = Mapping[str, Mapping[str, object]]

STEMS = (
    "document_types",
    "item_categories",
    "item_category_determination",
    "copy_control",
    "number_ranges",
    "partner_procedures",
    "incompletion",
    "import_columns",
    "exchange_rates",
    "organization",
    "value_tables",
)

# The tables of organization.toml that say how others belong together and are no value tables.
_LINKS = {"sales_area", "delivering_plants"}
_ORGANIZATION = {"company_code", "sales_org", "channel", "division", "sales_office", "sales_group", "plant"} | {
    "storage_location",
    "shipping_point",
}

# Value tables whose rows say more than a text.
_KINDS: dict[str, type] = {
    "company_code": CompanyCode,
    "sales_org": SalesOrganization,
    "sales_office": SalesOffice,
    "plant": Plant,
    "shipping_point": ShippingPoint,
    "country": Country,
    "currency": Currency,
    "unit": Unit,
    "payment_terms": PaymentTerms,
    "incoterms": Incoterms,
    "rejection_reason": RejectionReason,
    "order_block": OrderBlock,
    "route": Route,
    "text_id": TextKind,
    "partner_function": PartnerFunctionRow,
    "account_group": AccountGroup,
    "material_type": MaterialType,
    "material_status": MaterialStatus,
}


def customizing_from(files: Mapping[str, Mapping[str, object]]) -> Customizing:
    """The customizing of parsed files by their stem. Files of other readers are left alone, missing ones are empty."""
    _refuse_misspelt(files)
    organization = files.get("organization", {})
    _refuse_unknown_tables(organization)
    sources = {name: ("organization", data) for name, data in organization.items() if name not in _LINKS}
    sources |= {name: ("value_tables", data) for name, data in files.get("value_tables", {}).items()}
    rows = {name: _value_rows(stem, name, data) for name, (stem, data) in sources.items()}
    document_types = _by_code(files, "document_types", DocumentType)
    item_categories = _by_code(files, "item_categories", ItemCategory)
    customizing = Customizing(
        document_types=document_types,
        item_categories=item_categories,
        determinations=dict(_determinations(files.get("item_category_determination", {}))),
        copy_controls=dict(_copy_controls(files.get("copy_control", {}))),
        number_ranges=dict(_number_ranges(files.get("number_ranges", {}))),
        partner_procedures=dict(_partner_procedures(files.get("partner_procedures", {}))),
        incompletion_procedures=dict(_incompletion_procedures(_incompletion(files, "procedures"))),
        status_groups=_status_groups(_incompletion(files, "status_groups")),
        import_columns=_import_columns(files.get("import_columns", {})),
        exchange_rates=_exchange_rates(files.get("exchange_rates", {})),
        organization=_organization(organization, rows),
        countries=_typed(rows, "country", Country),
        currencies=_typed(rows, "currency", Currency),
        units=_typed(rows, "unit", Unit),
        payment_terms=_typed(rows, "payment_terms", PaymentTerms),
        incoterms=_typed(rows, "incoterms", Incoterms),
        rejection_reasons=_typed(rows, "rejection_reason", RejectionReason),
        order_blocks=_typed(rows, "order_block", OrderBlock),
        routes=_typed(rows, "route", Route),
        text_ids=_typed(rows, "text_id", TextKind),
        partner_functions=_typed(rows, "partner_function", PartnerFunctionRow),
        account_groups=_typed(rows, "account_group", AccountGroup),
        material_types=_typed(rows, "material_type", MaterialType),
        material_statuses=_typed(rows, "material_status", MaterialStatus),
        value_tables={name: _values(stem, name, data) for name, (stem, data) in sources.items()}
        | {
            "document_type": {code: ValueRow(code=code, texts=row.texts) for code, row in document_types.items()},
            "item_category": {code: ValueRow(code=code, texts=row.texts) for code, row in item_categories.items()},
        },
    )
    check_customizing(customizing)
    return customizing


def _typed(rows: Rows, name: str, kind: type[T]) -> dict[str, T]:
    return {code: row for code, row in rows.get(name, {}).items() if isinstance(row, kind)}


def _organization(data: Table, rows: Rows) -> Organization:
    return Organization(
        company_codes=_typed(rows, "company_code", CompanyCode),
        sales_orgs=_typed(rows, "sales_org", SalesOrganization),
        sales_offices=_typed(rows, "sales_office", SalesOffice),
        plants=_typed(rows, "plant", Plant),
        shipping_points=_typed(rows, "shipping_point", ShippingPoint),
        sales_areas=dict(_sales_areas(data)),
        delivering_plants=dict(_delivering_plants(data)),
    )


def _refuse_misspelt(files: Files) -> None:
    """A file that nobody else reads but whose name looks like a missing one of ours is a slip."""
    missing = [stem for stem in STEMS if stem not in files]
    for stem in files:
        meant = nearest(stem, missing)
        if stem not in STEMS and meant:
            raise CustomizingError(stem, "", "unknown file", meant)


def _refuse_unknown_tables(organization: Table) -> None:
    for name in organization:
        if name not in _LINKS | _ORGANIZATION:
            raise CustomizingError("organization", name, "unknown key", nearest(name, _LINKS | _ORGANIZATION))


def _by_code(files: Files, stem: str, kind: type[T]) -> dict[str, T]:
    return {
        code: build(kind, table(row, stem, code), stem, code, code=code) for code, row in files.get(stem, {}).items()
    }


def _value_rows(stem: str, name: str, data: object) -> dict[str, object]:
    special = _SPECIAL.get(name)
    kind: type = _KINDS.get(name, ValueRow)
    rows: dict[str, object] = {}
    for code, row in table(data, stem, name).items():
        where = f"{name}.{code}"
        given = table(row, stem, where)
        extra = special(given, stem, where) if special else {}
        left = {key: value for key, value in given.items() if key not in _TAKEN.get(name, ())}
        rows[code] = build(kind, left, stem, where, code=code, **extra)
    return rows


def _values(stem: str, name: str, data: object) -> dict[str, ValueRow]:
    rows = {code: table(row, stem, f"{name}.{code}") for code, row in table(data, stem, name).items()}
    return {
        code: ValueRow(
            code=code,
            texts=texts_of(row),
            extra={key: value for key, value in row.items() if key not in TEXT_KEYS},
        )
        for code, row in rows.items()
    }


def _discounts(row: Table, stem: str, where: str) -> dict[str, object]:
    given = tables(row.get("discounts", []), stem, f"{where}.discounts")
    return {"discounts": tuple(build(CashDiscount, part, stem, f"{where}.discounts") for part in given)}


def _item_texts(row: Table, stem: str, where: str) -> dict[str, object]:
    del stem, where
    return {"item_texts": texts_of({key: row[f"item_{key}"] for key in TEXT_KEYS if f"item_{key}" in row})}


# What a row holds in another form than its kind: how it is read, and the keys that this takes.
_SPECIAL: dict[str, Callable[[Table, str, str], dict[str, object]]] = {
    "payment_terms": _discounts,
    "text_id": _item_texts,
}
_TAKEN = {"payment_terms": ("discounts",), "text_id": tuple(f"item_{key}" for key in TEXT_KEYS)}


def _determinations(data: Table) -> Iterator[tuple[DeterminationKey, Determination]]:
    stem = "item_category_determination"
    seen: set[DeterminationKey] = set()
    for document_type, rows in data.items():
        for place, row in enumerate(tables(rows, stem, document_type)):
            where = f"{document_type}[{place}]"
            parts = {name: row.get(name, "") for name in ("group", "usage", "higher_level")}
            key = DeterminationKey(document_type, **{name: str(value) for name, value in parts.items()})
            if key in seen:
                raise CustomizingError(stem, where, "the same key stands twice")
            seen.add(key)
            left = {name: value for name, value in row.items() if name not in parts}
            try:
                yield key, build(Determination, left, stem, where)
            except CustomizingError as wrong:
                hint = nearest(str(wrong.slots["key"]).rpartition(".")[2], parts)
                raise CustomizingError(stem, str(wrong.slots["key"]), str(wrong.slots["problem"]), hint) from None


def _copy_controls(data: Table) -> Iterator[tuple[tuple[str, str], CopyControl]]:
    stem = "copy_control"
    for source, targets in data.items():
        for target, row in table(targets, stem, source).items():
            where = f"{source}.{target}"
            rule = table(row, stem, where)
            rows = table(rule.get("items", {}), stem, f"{where}.items")
            items = {
                code: build(CopyItemRule, table(part, stem, f"{where}.items.{code}"), stem, f"{where}.items.{code}")
                for code, part in rows.items()
            }
            left = {name: value for name, value in rule.items() if name != "items"}
            yield (source, target), build(CopyControl, left, stem, where, source=source, target=target, items=items)


def _number_ranges(data: Table) -> Iterator[tuple[tuple[str, str], NumberRange]]:
    stem = "number_ranges"
    for name, intervals in data.items():
        for code, row in table(intervals, stem, name).items():
            where = f"{name}.{code}"
            yield (name, code), build(NumberRange, table(row, stem, where), stem, where, object=name, code=code)


def _partner_procedures(data: Table) -> Iterator[tuple[str, tuple[PartnerRule, ...]]]:
    stem = "partner_procedures"
    for code, rows in data.items():
        given = tables(rows, stem, code)
        yield code, tuple(build(PartnerRule, row, stem, f"{code}[{place}]") for place, row in enumerate(given))


def _incompletion(files: Files, part: str) -> Table:
    stem, known = "incompletion", ("status_groups", "procedures")
    for key in files.get(stem, {}):
        if key not in known:
            raise CustomizingError(stem, key, "unknown key", nearest(key, known))
    return table(files.get(stem, {}).get(part, {}), stem, part)


def _status_groups(data: Table) -> dict[str, StatusGroup]:
    stem = "incompletion"
    where = {code: f"status_groups.{code}" for code in data}
    return {code: build(StatusGroup, table(data[code], stem, at), stem, at, code=code) for code, at in where.items()}


def _incompletion_procedures(data: Table) -> Iterator[tuple[str, IncompletionProcedure]]:
    stem = "incompletion"
    for code, given in data.items():
        where = f"procedures.{code}"
        row = table(given, stem, where)
        rules = [
            build(IncompletionRule, rule, stem, f"{where}.rules[{place}]")
            for place, rule in enumerate(tables(row.get("rules", []), stem, f"{where}.rules"))
        ]
        left = {name: value for name, value in row.items() if name != "rules"}
        yield code, build(IncompletionProcedure, left, stem, where, code=code, rules=tuple(rules))


def _import_columns(data: Table) -> dict[str, str]:
    """Headings as they are compared, and the field of an item that each of them means; the first that names it wins."""
    stem = "import_columns"
    found: dict[str, str] = {}
    for name, given in data.items():
        if name not in IMPORTED:
            raise CustomizingError(stem, name, "unknown key", nearest(name, IMPORTED))
        for heading in words(given, stem, name):
            found.setdefault(fold_heading(heading), name)
    return found


def _exchange_rates(data: Table) -> dict[tuple[str, str], tuple[ExchangeRate, ...]]:
    """Type M, the average rate, is the one that documents use."""
    stem = "exchange_rates"
    if unknown := [key for key in data if key != "M"]:
        raise CustomizingError(stem, unknown[0], "unknown key", "M")
    found: dict[tuple[str, str], list[ExchangeRate]] = {}
    for place, row in enumerate(tables(data.get("M", []), stem, "M")):
        rate = build(ExchangeRate, row, stem, f"M[{place}]")
        found.setdefault((rate.source, rate.target), []).append(rate)
    return {pair: tuple(sorted(rows, key=lambda r: r.valid_from, reverse=True)) for pair, rows in found.items()}


def _sales_areas(organization: Table) -> Iterator[tuple[SalesArea, tuple[str, ...]]]:
    stem, name = "organization", "sales_area"
    for key, row in table(organization.get(name, {}), stem, name).items():
        where = f"{name}.{key}"
        parts = key.split("/")
        if len(parts) != 3:
            raise CustomizingError(stem, where, 'must be written as "1000/10/00"')
        given = table(row, stem, where)
        for other in given:
            if other != "offices":
                raise CustomizingError(stem, f"{where}.{other}", "unknown key", nearest(other, ["offices"]))
        yield SalesArea(*parts), words(given.get("offices", []), stem, f"{where}.offices")


def _delivering_plants(organization: Table) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    stem, name = "organization", "delivering_plants"
    for key, plants in table(organization.get(name, {}), stem, name).items():
        sales_org, slash, channel = key.partition("/")
        if not slash:
            raise CustomizingError(stem, f"{name}.{key}", 'must be written as "1000/10"')
        yield (sales_org, channel), words(plants, stem, f"{name}.{key}")
