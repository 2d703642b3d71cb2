"""The names of Creative Commons licences in the languages in which their legal code is published.

They are the titles (dcterms:title) of the files docs/licenses/KIND/4.0/rdf of
github.com/creativecommons/cc-legal-tools-data, which is in the public domain (CC0 1.0), in their parts.
"""

from __future__ import annotations

from typing import NamedTuple

from briefpress.content.language_tags import closest_language


class _Name(NamedTuple):
    """The words for BY, SA, NC and ND, what stands between them, and what comes before and after."""

    by: str
    sa: str
    nc: str
    nd: str
    after: str
    between: str = "-"
    before: str = "Creative Commons "


_NAMES = {
    "ar": _Name("نَسْبُ الـمُصنَّف", "الترخيص بالمثل", "غير تجاري", "منع الاشتقاق", " 4.0 دولي", "، "),
    "cs": _Name(
        "Uveďte původ", "Zachovejte licenci", "Neužívejte komerčně",
        "Nezpracovávejte", " 4.0 Mezinárodní",
    ),
    "da": _Name(
        "Kreditering", "DelPåSammeVilkår", "IkkeKommerciel",
        "IngenBearbejdelse", " 4.0 International",
    ),
    "de": _Name(
        "Namensnennung", "Share Alike", "Nicht kommerziell",
        "Keine Bearbeitungen", " 4.0 International",
    ),
    "el": _Name("Αναφορά", "Παρόμοια Διανομή", "Μη Εμπορική Χρήση", "Όχι Παράγωγα Έργα", " 4.0"),
    "es": _Name(
        "Atribución/Reconocimiento", "CompartirIgual", "NoComercial",
        "SinDerivados", " 4.0 Internacional",
    ),
    "eu": _Name("Aitortu", "PartekatuBerdin", "EzKomertziala", "LanEratorririkGabe", " 4.0 Nazioartekoa"),
    "fi": _Name("Nimeä", "JaaSamoin", "EiKaupallinen", "EiMuutoksia", " 4.0 Kansainvälinen"),
    "fr": _Name(
        "Attribution", "Partage dans les mêmes conditions", "Utilisation non commerciale",
        "Pas d’Œuvre dérivée", " 4.0 International", " - ",
    ),
    "hr": _Name(
        "Autorstvo", "Dijeli pod istim uvjetima", "Nekomercijalno",
        "Bez prerada", " 4.0 Međunarodna",
    ),
    "id": _Name("Atribusi", "BerbagiSerupa", "NonKomersial", "TanpaTurunan", " 4.0 Internasional"),
    "it": _Name(
        "Attribuzione", "CondividiAlloStessoModo", "NonCommerciale",
        "NonOpereDerivate", " 4.0 Internazionale",
    ),
    "ja": _Name("表示", "継承", "非営利", "改変禁止", " 4.0 国際"),
    "ko": _Name("저작자표시", "동일조건변경허락", "비영리", "변경금지", " 4.0 국제"),
    "lt": _Name(
        "Priskyrimo", "Analogiško platinimo", "Nekomercinio naudojimo",
        "Jokių išvestinių kūrinių", " 4.0 tarptautinė licencija", " — ",
    ),
    "lv": _Name(
        "Attiecinājums", "Dalīties līdzīgi", "Nekomerciāls",
        "Bez atvasinājumiem", " 4.0 Starptautisks",
    ),
    "mi": _Name("Tautohu Matatiki", "Tiritiri Raihana", "Arumoni Kore", "Taketake Anake", " 4.0 ā-Ao"),
    "nl": _Name(
        "Naamsvermelding", "GelijkDelen", "NietCommercieel",
        "GeenAfgeleideWerken", " 4.0 Internationaal",
    ),
    "nb": _Name(
        "Navngivelse", "DelPåSammeVilkår", "IkkeKommersiell",
        "IngenBearbeidelser", " 4.0 Internasjonal",
    ),
    "pl": _Name(
        "Uznanie autorstwa", "Na tych samych warunkach", "Użycie niekomercyjne",
        "Bez Utworów Zależnych", " 4.0 Międzynarodowa", " - ",
    ),
    "pt": _Name("Atribuição", "CompartilhaIgual", "NãoComercial", "SemDerivações", " 4.0 Internacional"),
    "ro": _Name(
        "Atribuire", "Partajare în Condiții Identice", "NeComercial",
        "FărăDerivate", " 4.0 Internațional",
    ),
    "ru": _Name(
        "С указанием авторства", "С сохранением условий", "Некоммерческая",
        "Без производных", " версии 4.0 Международная",
    ),
    "sl": _Name(
        "Priznanje avtorstva", "Deljenje pod enakimi pogoji", "Nekomercialno",
        "Brez predelav", " 4.0 Mednarodna",
    ),
    "sv": _Name(
        "Erkännande", "DelaPåSammaVillkor", "Icke-Kommersiell",
        "IngaBearbetningar", " 4.0 Internationell",
    ),
    "tr": _Name("Atıf", "AynıLisanslaPaylaş", "GayriTicari", "Türetilemez", " 4.0 Uluslararası"),
    "uk": _Name(
        "Із Зазначенням Авторства", "Поширення На Тих Самих Умовах", "Некомерційна",
        "Без Похідних", " 4.0 Міжнародна", " – ",
    ),
    "zh-Hans": _Name("署名", "相同方式共享", "非商业性使用", "禁止演绎", " 4.0 协议国际版", "—"),
    "zh-Hant": _Name("姓名標示", "相同方式分享", "非商業性", "禁止改作", " 4.0 國際", "─"),
}  # fmt: skip


def licence_name(licence: str, language: str) -> str | None:
    """Return what a licence with this SPDX id is called in a language; None where only English has a name."""
    kind, _, version = licence.removeprefix("CC-").rpartition("-")
    found = closest_language(language, _NAMES)
    if not licence.startswith("CC-BY") or version != "4.0" or found is None:
        return None
    name = _NAMES[found]
    words = name.between.join(getattr(name, part.lower()) for part in kind.split("-"))
    return f"{name.before}{words}{name.after}"
