"""Customers in large numbers, as a wholesaler in Germany, Poland and the USA might have them; the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from sdtui.domain.customer import ContactPerson, Customer, CustomerSalesArea

SEED = 4711
AREAS = (("1000", "10", "00"), ("1000", "12", "00"), ("1000", "14", "00"))
_FIRST = {
    "DE": "Anna Bernd Clara Dieter Eva Frank Greta Hans Ines Jürgen Katja Lars Maria Nils Petra Ralf Sören Ute",
    "PL": "Agnieszka Bogdan Celina Dariusz Ewa Grzegorz Halina Jacek Krystyna Łukasz Małgorzata Paweł Wojciech Żaneta",
    "US": "Alice Brian Carol David Emily Frank Grace Henry Irene Jack Karen Lucas Megan Nathan Olivia Peter Susan Tom",
}
_LAST = {
    "DE": "Schmidt Müller Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein "
    "Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause",
    "PL": "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski "
    "Kozłowski Mazur Jankowski Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Król Wieczorek Jabłoński",
    "US": "Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Wilson Anderson Thomas Taylor Moore Jackson "
    "Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams",
}
_TRADE = {
    "DE": "Fahrräder Maschinenbau Werkzeuge Zweirad Großhandel Sanitär Elektro Technik Logistik Wälzlager",
    "PL": "Rowery Łożyska Hurtownia Narzędzia Części Transport Elektro Serwis Maszyny Sklep",
    "US": "Bikes Tools Supply Wholesale Parts Cycles Outfitters Hardware Trading Logistics",
}
_FORM = {"DE": "GmbH KG AG OHG", "PL": "Sp.z.o.o SA", "US": "Inc LLC Corp"}
_CITY = {
    "DE": "Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Nürnberg",
    "PL": "Warszawa Kraków Łódź Wrocław Poznań Gdańsk Szczecin Bydgoszcz Lublin Białystok Katowice Gdynia",
    "US": "Orlando Philadelphia Chicago Houston Phoenix Dallas Austin Columbus Charlotte Seattle Denver Boston",
}
_STREET = {
    "DE": "Hauptstraße Bahnhofstraße Gartenstraße Schillerstraße Goethestraße Lindenweg Ringstraße",
    "PL": "Polna Leśna Słoneczna Krótka Szkolna Ogrodowa Lipowa",
    "US": "Main.St Oak.Ave Maple.Dr Washington.Blvd Park.Ave Lake.Rd Hill.St",
}
_CODE = {"DE": "49", "PL": "48", "US": "1"}


def many_customers(count: int, first: int = 200_000) -> Iterator[Customer]:
    """``count`` customers with numbers from ``first`` on, each in up to three areas; one in four has a contact."""
    random = Random(SEED)  # noqa: S311 - the same customers each time
    words = {
        name: {country: [word.replace(".", " ") for word in text.split()] for country, text in table.items()}
        for name, table in {
            "first": _FIRST,
            "last": _LAST,
            "trade": _TRADE,
            "form": _FORM,
            "city": _CITY,
            "street": _STREET,
        }.items()
    }
    for number in range(first, first + count):
        country = random.choice(("DE", "PL", "US"))
        pick = {name: random.choice(table[country]) for name, table in words.items()}
        owner = pick["last"] if random.random() < 0.6 else f"{pick['first']} {pick['last']}"
        phone = f"+{_CODE[country]} {random.randrange(20, 999)} {random.randrange(10**5, 10**8)}"
        yield Customer(
            f"{number:010}",
            f"{owner} {pick['trade']} {pick['form']}"[:35],
            search_term=pick["last"].upper()[:20],
            street=f"{pick['street']} {random.randrange(1, 250)}",
            postal_code=f"{random.randrange(1000, 99999):05}",
            city=pick["city"],
            country=country,
            phone=phone,
            email=f"info{number}@example.com",
            vat_number=f"{country}{random.randrange(10**8, 10**9)}" if country != "US" else "",
            account_group="0001",
            sales_areas=[CustomerSalesArea(*area) for area in AREAS[: random.randrange(1, 4)]],
            contacts=_contact(random, words, country, number) if random.random() < 0.25 else [],
        )


def _contact(random: Random, words: dict[str, dict[str, list[str]]], country: str, number: int) -> list[ContactPerson]:
    last, first = random.choice(words["last"][country]), random.choice(words["first"][country])
    return [ContactPerson(f"{number + 1_000_000:010}", last, first)]
