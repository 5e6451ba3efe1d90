"""What a storm is made of: keys, commands, ways into the screens, and what clerks do there."""

from __future__ import annotations

from typing import Any

Step = tuple[Any, ...]

PLAIN_KEYS = ("enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "backspace", "delete",
              "insert", "pageup", "pagedown", "escape", "space", "unknown")  # fmt: skip
HELD_KEYS = (
    *(f"ctrl+{key}" for key in ("pageup", "pagedown", "home", "end", "left", "right", "delete", "space", "/", "\\")),
    *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    *(f"alt+{key}" for key in "0123456789c["),
    *(f"shift+{key}" for key in ("pageup", "pagedown", "up", "down")),
)
FUNCTION_KEYS = (*(f"f{n}" for n in range(1, 13)), *(f"shift+f{n}" for n in range(1, 13)))
KEYS = (*PLAIN_KEYS, *HELD_KEYS, *FUNCTION_KEYS)
COMMANDS = (
    "/n", "/o", "/i", "/nend", "/oVA21", "/o VA11", "/i1", "/i2", "/i9", "/nVA11", "/nVA12", "/nVA13", "/nVA21",
    "/nVA22",
    "/nVA23", "/*VA22", "/*VA12 10000000", "VA22 20000004", "VA13", "=save", "=check", "=values", "=help",
    "=back", "=tab_conditions",
    "=exit", "=delete_line", "=junk", "=paste", "=", "/", "/nXX99", "/n VA11 10000000 9", "quotation",
    "inquiry", "save", "zzz",
    "/nend x", "/o/o", "*", "/h", "=live", "=mark", "=answer_yes",
    # masters, condition records, changes, locks
    "/nVD01", "/nVD02 1000", "/nVD03 1006", "/nXD01", "/nXD02 1006", "/nMM01", "/nMM02 M-100", "/nMM03 DXTR1", "/nVK11",
    "/nVK12", "/nVK13 PR00", "/oVD02 1000", "/oMM02 M-100", "/oVA22 20000004", "/nMM04", "/nVD04", "/nXD04",
    "/nRSSCD100",
    "/nSM12", "/oSM12", "=changes", "=toggle_change", "=sales_areas", "=next_area", "=select_views", "=org_levels",
    # lists
    "/nVA15", "/nVA25", "/nV.03", "/nV.04", "/nMM60", "=execute", "=count_rows", "=more_values", "=get_variant",
    "=save_variant", "=clear_entries", "=sort", "=sort_column", "=filter", "=filter_off", "=total", "=subtotal",
    "=columns",
    "=layouts", "=save_layout", "=find_text", "=find_next", "=export", "=refresh", "=reject_documents",
    "=extend_documents", "=change_document", "=show_flow", "=log", "=last_rows", "=first_rows", "=mark_all", "=choose",
    # items at speed, what is missing
    "=edit_items", "=fast_change", "=propose_items", "=import_items", "=duplicate_line", "=renumber", "=free_line",
    "=take_lines", "=incompletion_log", "=next_gap",
)  # fmt: skip
# Ways into the places where something can go wrong.
AREA: tuple[Step, ...] = (("fill", "sales_org", "1000"), ("fill", "channel", "12"), ("fill", "division", "00"))
WAYS: tuple[tuple[Step, ...], ...] = (
    (("command", "/nVA11"), ("type", "IN\t1000\t10\t00"), ("key", "enter")),
    (("command", "/nVA21"), ("type", "QT\t1000\t10\t00"), ("key", "enter"), ("type", "1000\t\t\t\t\t+30"),
     ("key", "enter"), ("place", "material"), ("paste", "M-100\t5\nM-110\t3"), ("key", "enter")),
    (("command", "/nVA22 20000004"), ("key", "enter")),
    (("command", "/nVA22 20000152"), ("key", "f10")),
    (("command", "/nVA12 10000088"), ("key", "enter")),
    (("command", "/nVA12 10000092"), ("place", "material"), ("key", "f2")),
    (("command", "/nVA23 20000003"),),
    (("command", "/nVA21"), ("key", "f8"), ("type", "10000088"), ("key", "enter")),
    (("command", "/nVA21"), ("key", "f8"), ("type", "10000092"), ("key", "f5")),
    (("command", "/nVK11 K007"), ("type", "1000\t10\t00\t1000\t5"), ("key", "enter")),
    (("command", "/nVK11 PR00"), ("key", "enter"), ("place", "rate")),
    (("command", "/nVK12 K004"), ("key", "enter"), ("place", "material"), ("key", "f2")),
    (("command", "/nVK12 PR00"), ("key", "down"), ("key", "enter"), ("key", "enter")),
    (("command", "/nVK13 MWST"), ("key", "enter"), ("key", "enter")),
    # masters
    (("command", "/nVD01"), ("fill", "account_group", "0001"), *AREA, ("key", "enter"), ("fill", "name", "Rowerek"),
     ("fill", "city", "Gdynia")),
    (("command", "/nVD01"), ("fill", "account_group", "0001"), ("fill", "number", "1010"), *AREA, ("key", "enter")),
    (("command", "/nVD02 1000"),),
    (("command", "/nVD02 1000"), ("command", "=tab_partners"), ("key", "end")),
    (("command", "/nVD02 1000"), ("command", "=tab_contacts"), ("place", "name"), ("key", "f2")),
    (("command", "/nXD02 1006"), ("key", "f5")),
    (("command", "/nXD01"), ("fill", "account_group", "0006"), ("fill", "number", "RIVAL"), ("key", "enter")),
    (("command", "/nVD03 1000"), ("key", "ctrl+t")),
    (("command", "/nMM01"), ("fill", "industry_sector", "M"), ("fill", "material_type", "HAWA"), ("key", "enter"),
     ("key", "enter"), ("fill", "plant", "1000"), ("fill", "sales_org", "1000"), ("fill", "channel", "10"),
     ("key", "enter"),
     ("fill", "description", "Pump")),
    (("command", "/nMM02 M-100"),),
    (("command", "/nMM02 DXTR1"), ("command", "=tab_sales_org_1"), ("place", "unit")),
    (("command", "/nMM02 M-110"), ("command", "=tab_sales_text"), ("place", "first_line"), ("key", "f2")),
    (("command", "/nMM03 M-100"), ("key", "ctrl+t")),
    # lists: what they select, their rows, their popups
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("fill", "by_item", "x"), ("key", "f8")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "ctrl+a")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "ctrl+k")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "ctrl+e")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "ctrl+l")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "alt+o")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "ctrl+s")),
    (("command", "/nVA25"), ("fill", "choice", "A"), ("key", "f8"), ("key", "f6")),
    (("command", "/nVA25"), ("place", "sold_to"), ("key", "f2")),
    (("command", "/nVA15"), ("key", "ctrl+s")),
    (("command", "/nVA15"), ("fill", "choice", "A"), ("key", "f8"), ("key", "f8")),
    (("command", "/nV.03"), ("key", "f8")),
    (("command", "/nV.04"), ("fill", "by_item", "x"), ("key", "f8")),
    (("command", "/nMM60"), ("key", "f8")),
    (("command", "/nMM60"), ("key", "f8"), ("key", "f6")),
    (("command", "/nVD02 1000"), ("fill", "phone", "+48 22 555 12 34"), ("key", "f11"), ("command", "/nVD04"),
     ("key", "f8")),
    (("command", "/nVA22 20000004"), ("command", "/oSM12")),
    # items at speed
    (("command", "/nVA22 20000004"), ("key", "ctrl+b")),
    (("command", "/nVA22 20000004"), ("command", "=fast_change"), ("key", "enter")),
    (("command", "/nVA22 20000004"), ("command", "=propose_items")),
    (("command", "/nVA22 20000004"), ("command", "=import_items"), ("type", "order.csv"), ("key", "enter")),
    (("command", "/nVA22 20000004"), ("command", "=import_items"), ("type", "order.csv"), ("key", "enter"),
     ("key", "enter")),
    (("command", "/nVA21"), ("type", "QT\t1000\t10\t00"), ("key", "enter"), ("type", "1000"), ("key", "enter"),
     ("place", "material"), ("paste", "M-100\t\nM-990\t1"), ("key", "enter"), ("command", "=incompletion_log")),
)  # fmt: skip
SAVING: tuple[tuple[Step, ...], ...] = (
    (("key", "f11"), ("key", "enter"), ("key", "enter")),
    (("key", "enter"), ("key", "enter")),
    (("mend",), ("key", "f11"), ("key", "enter"), ("mend",)),
    (("mend",), ("key", "f11"), ("mend",), ("key", "f11"), ("key", "s", "s")),
    (("mend",),),
)
ACTS: tuple[tuple[Step, ...], ...] = (
    (("key", "f4"), ("key", "down"), ("key", "enter")),
    (("key", "f7"), ("key", "f7")),
    (("place", "material"), ("key", "f2"), ("command", "=tab_conditions")),
    (("place", "condition_type"), ("type", "HA00\t5"), ("key", "enter")),
    (("place", "condition_type"), ("type", "RB00\t-5"), ("key", "enter")),
    (("place", "material"), ("type", "M-100\t5\tPC"), ("key", "enter")),
    (("place", "function"), ("type", "WE\t1001"), ("key", "enter")),
    (("place", "rate"), ("type", "12\t\t\t\t+3"), ("key", "enter")),
    (("place", "scale_value"), ("type", "10\t9"), ("key", "enter")),
    (("key", "ctrl+k"), ("paste", "1000\n1006\n[/]"), ("key", "enter")),
    (("key", "ctrl+k"), ("type", "*o*"), ("key", "enter")),
    (("key", "ctrl+f"), ("type", "1"), ("key", "enter"), ("key", "ctrl+g")),
    (("key", "ctrl+e"), ("type", "list.csv"), ("key", "enter")),
    (("key", "ctrl+e"), ("type", "list.xlsx"), ("key", "enter"), ("fill", "overwrite", "x"), ("key", "enter")),
    (("key", "ctrl+a"), ("key", "ctrl+d"), ("type", "01"), ("key", "enter"), ("key", "enter")),
    (("key", "space"), ("key", "f10"), ("fill", "days", "9"), ("key", "enter"), ("key", "enter")),
    (("key", "ctrl+t"), ("key", "ctrl+b"), ("key", "ctrl+end")),
    (("key", "ctrl+s"), ("fill", "layout", "/MINE"), ("fill", "variant", "MINE"), ("key", "enter"), ("key", "enter")),
    (("key", "ctrl+y"), ("key", "enter")),
    (("key", "ctrl+l"), ("fill", "place", "1"), ("key", "enter")),
    (("key", "f2"), ("paste", "1000\n1*\n>5"), ("key", "enter"), ("key", "f8")),
    (("key", "ctrl+a"), ("key", "ctrl+d"), ("key", "y", "y")),
    (("place", "name"), ("type", "=row"), ("key", "enter")),
    (("place", "sold_to"), ("type", "=row"), ("key", "enter"), ("key", "enter")),
    (("place", "material"), ("type", "=pump"), ("key", "enter"), ("key", "enter")),
    (("key", "alt+h"), ("key", "f3")),
    (("key", "ctrl+t"), ("key", "enter")),
    (("command", "=fast_change"), ("key", "down"), ("key", "enter"), ("type", "1"), ("key", "enter")),
    (("command", "=tab_texts"), ("key", "f2"), ("type", "Text \r [/] \u202e"), ("key", "f3")),
)
