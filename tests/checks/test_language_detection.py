"""The language of a passage is doubted when it is evident, and only then."""

import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefpress.checks.language_detection import contradicting_language

_SAMPLES = Path(__file__).parents[1] / "samples"
_IN_SAMPLES = {
    "001-*": "en",
    "009-*": "en",
    "101-*": "ru",
    "102-*": "zh",
    "108-*": "fr",
    "111-*": "ar",
    "112-*": "bn",
    "120-*": "kk",
}

_PROSE = {
    "ar": "افتتحت البلدية مكتبة جديدة في الحي القديم، وسيجد فيها الأطفال كتبا وأماكن هادئة للقراءة طوال أيام الأسبوع.",
    "bn": "পৌরসভা পুরনো পাড়ায় একটি নতুন গ্রন্থাগার খুলেছে, সেখানে শিশুরা সারা সপ্তাহ শান্তিতে বই পড়তে পারবে।",
    "cs": "Město otevřelo ve staré čtvrti novou knihovnu, kde si děti mohou každý den v klidu číst.",
    "de": "Die Stadt hat in der Altstadt eine neue Bücherei eröffnet, in der Kinder jeden Tag in Ruhe lesen können.",
    "el": "Ο δήμος άνοιξε μια νέα βιβλιοθήκη στην παλιά γειτονιά, όπου τα παιδιά μπορούν να διαβάζουν κάθε μέρα.",
    "en": "The town has opened a new library in the old quarter, where children can read in peace on any day.",
    "es": "El ayuntamiento abrió una nueva biblioteca en el barrio viejo, donde los niños pueden leer con calma.",
    "fa": "شهرداری در محله قدیمی کتابخانه تازه‌ای باز کرده است که کودکان می‌توانند هر روز در آن با آرامش کتاب بخوانند.",
    "fr": "La ville a ouvert dans le vieux quartier une bibliothèque où les enfants peuvent lire au calme.",
    "hi": "नगर पालिका ने पुराने मोहल्ले में एक नया पुस्तकालय खोला है, जहाँ बच्चे हर दिन शांति से पढ़ सकते हैं।",
    "id": "Pemerintah kota membuka perpustakaan baru di kawasan lama, tempat anak-anak dapat membaca dengan "
    "tenang setiap hari. Buku-buku itu sumbangan warga, dan siapa saja boleh meminjamnya tanpa membayar.",
    "ja": "市は古い街に新しい図書館を開き、子どもたちが毎日静かに本を読めるようにしました。",
    "kk": "Қала әкімдігі ескі ауданда жаңа кітапхана ашты, онда балалар күн сайын тыныш отырып кітап оқи алады.",
    "ko": "시에서 오래된 동네에 새 도서관을 열어 아이들이 날마다 조용히 책을 읽을 수 있게 되었다.",
    "pt": "A câmara abriu uma nova biblioteca no bairro antigo, onde as crianças podem ler em paz todos os dias.",
    "ru": "Город открыл в старом квартале новую библиотеку, где дети могут каждый день спокойно читать.",
    "sw": "Manispaa imefungua maktaba mpya katika mtaa wa zamani, ambapo watoto wanaweza kusoma kwa utulivu.",
    "zh": "市政府在老城区开设了一座新的图书馆，孩子们每天都可以在那里安静地看书，周末还有人给他们讲故事。",
}  # fmt: skip

_KIN = [
    ("Kommunen har åbnet et nyt bibliotek i den gamle bydel, hvor børnene kan læse i fred hver dag.", "nb"),
    ("Kommunen har åpnet et nytt bibliotek i gamlebyen, der barna kan lese i fred hver eneste dag.", "nn"),
    ("Grad je u starom kvartu otvorio novu knjižnicu u kojoj djeca mogu svaki dan u miru čitati.", "sr-Latn"),
    ("Mesto otvorilo v starej štvrti novú knižnicu, kde si deti môžu každý deň v pokoji čítať.", "cs"),
    (_PROSE["id"], "ms"),
    (_PROSE["zh"], "zh-Hant-TW"),
    (_PROSE["fa"], "prs"),
    (_PROSE["en"], "en-US"),
    (_PROSE["es"], "es-419"),
    (_PROSE["de"], "de-1996"),
    ("Binuksan ng lungsod ang bagong aklatan sa lumang bayan, kung saan makababasa ang mga bata araw-araw.", "fil"),
    ("Orașul a deschis în cartierul vechi o bibliotecă nouă, unde copiii pot citi în liniște în fiecare zi.", "mo"),
    ("Shahar eski mahallada yangi kutubxona ochdi, u yerda bolalar har kuni tinch kitob o‘qiy oladi.", "kk"),
]  # fmt: skip

_NOT_PROSE = [
    ("Moreau, P. (2017) L’eau et la ville dans les montagnes du Rif. Cahiers du Maghreb 12(3): 44–61.", "en"),
    ("Office central de l’eau, Rapport sur la distribution dans les villes moyennes, Rabat, 2017.", "en"),
    ("García, M. y Soto, R. (2020) La vida en los márgenes del río. Bogotá: Ediciones del Puente.", "en"),
    ("Серова, О. (2018) Очерки о жизни городских окраин в годы перемен. Алматы: Дом книги.", "en"),
    ("Source : enquêtes auprès des familles du quartier et archives de la presse de la région", "en"),
    ("Ministère de l’eau et de la forêt ; Agence nationale pour la promotion des petites villes", "en"),
    ("Aigerim Suleimenova, Bolat Nurzhanov, Dinara Akhmetova, Yerlan Kassymov and Madina Omarova", "fr"),
    ("Water and the City: Notes on the Growth of Small Towns in the Mountains of the North", "fr"),
    ("平成二十八年度公立図書館利用状況調査報告書及び関係資料一覧", "ja"),
    ("see https://example.org/la-ville-et-l-eau-dans-les-montagnes/rapport-de-la-commission/ and ask.", "en"),
    ("1,204 1,388 1,502 1,617 1,733 12% 14% 15% 17% 19% total des villes et des villages 7,444 77%", "en"),
    ("if (page.size() > limit) { page.split(limit); } else { page.keep(); } return page.next();", "fr"),
    ("La ville a ouvert une bibliothèque. The town has opened a library, and children may read in it.", "fr"),
    ("The town has opened a library, and children may read in it. La ville a ouvert une bibliothèque.", "fr"),
    ("Jamhuri ya Kenya", "en"),
    ("", "en"),
    ("— · —", "en"),
]  # fmt: skip


@pytest.mark.parametrize("language", _PROSE)
def test_a_passage_in_its_own_language_raises_no_doubt(language: str) -> None:
    assert contradicting_language(_PROSE[language], language) is None


@pytest.mark.parametrize(("language", "declared"), [*itertools.permutations(_PROSE, 2)])
def test_a_passage_in_another_language_is_named(language: str, declared: str) -> None:
    # Malay and Indonesian are not told apart, in a finding as little as in a doubt.
    expected = {"id", "ms"} if language == "id" else {language}
    assert contradicting_language(_PROSE[language], declared) in expected


@pytest.mark.parametrize(("text", "declared"), _KIN)
def test_near_languages_and_varieties_raise_no_doubt(text: str, declared: str) -> None:
    assert contradicting_language(text, declared) is None


@pytest.mark.parametrize(("text", "declared"), _NOT_PROSE)
def test_what_is_no_prose_or_is_mixed_raises_no_doubt(text: str, declared: str) -> None:
    assert contradicting_language(text, declared) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("เทศบาลเปิดห้องสมุดแห่งใหม่ในย่านเมืองเก่า ซึ่งเด็ก ๆ อ่านหนังสือได้อย่างสงบทุกวัน", "th"),
        ("ເທດສະບານເປີດຫໍສະໝຸດແຫ່ງໃໝ່ໃນເຂດເມືອງເກົ່າ ບ່ອນທີ່ເດັກນ້ອຍອ່ານປຶ້ມໄດ້ທຸກມື້", "lo"),
        ("မြို့တော်စည်ပင်က ရပ်ကွက်ဟောင်းတွင် စာကြည့်တိုက်အသစ် ဖွင့်လှစ်ခဲ့သည်။", "my"),
    ],
)
def test_a_sentence_is_known_that_ends_with_no_sign_or_its_own(text: str, found: str) -> None:
    assert contradicting_language(text, "en") == found
    assert contradicting_language(text, found) is None
    assert contradicting_language(text[:20], "en") is None


@pytest.mark.parametrize("declared", ["", "und", "zxx", "mul", "x-default", "i-klingon", "qaa"])
def test_a_tag_that_names_no_language_cannot_be_wrong(declared: str) -> None:
    assert contradicting_language(_PROSE["en"], declared) is None


@pytest.mark.parametrize("declared", ["tw", "rw", "ast", "ru-Latn", "yo"])
def test_a_language_that_the_detector_does_not_know_is_trusted(declared: str) -> None:
    assert contradicting_language(_PROSE["en"], declared) is None


@pytest.mark.parametrize("declared", ["ti", "dv", "bo", "ug"])
def test_a_language_of_one_script_is_not_written_in_another(declared: str) -> None:
    assert contradicting_language(_PROSE["en"], declared) == "en"


def test_tags_are_read_as_the_standard_has_them() -> None:
    assert contradicting_language(_PROSE["fr"], "EN_gb") == "fr"
    assert contradicting_language(_PROSE["ru"], "sr-Cyrl") == "ru"
    assert (
        contradicting_language(
            "העירייה פתחה ספרייה חדשה ברובע הישן, ושם יוכלו הילדים לקרוא בשקט בכל יום.", "iw"
        )
        is None
    )


def test_citations_do_not_hide_the_language() -> None:
    prose = _PROSE["fr"].replace("ville a", "ville (Moreau 2017; Soto et al. 2020) a")
    assert contradicting_language(prose, "en") == "fr"


def test_the_leftovers_of_pdf_text_do_no_harm() -> None:
    ligature = (
        _PROSE["en"]
        .replace("The town", "The o\ufb03ce of the town")
        .replace("library", "lib\u00adrary")
    )
    assert contradicting_language(ligature, "fr") == "en"
    assert contradicting_language("\x00\ud800 " + _PROSE["en"], "fr") == "en"


@pytest.mark.parametrize(
    "text", [_PROSE["zh"] * 1000, "(" * 20_000, "a@" * 20_000, "www." * 20_000]
)
def test_no_text_takes_more_than_its_length(text: str) -> None:
    start = time.process_time()
    contradicting_language(text, "en")
    assert time.process_time() - start < 1


def _paragraphs(pattern: str) -> list[str]:
    (sample,) = _SAMPLES.glob(pattern)
    _, _, text = sample.read_text(encoding="utf-8").partition("# ----")
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


@pytest.mark.parametrize(("pattern", "language"), [*_IN_SAMPLES.items()])
def test_real_documents_raise_no_doubt(pattern: str, language: str) -> None:
    doubted = {
        p: found for p in _paragraphs(pattern) if (found := contradicting_language(p, language))
    }
    assert not {p for p, found in doubted.items() if found != "en"}
    # Two of the translations leave a list in English, which is what the rule is for.
    assert all(p.startswith(r"\* Transparency") for p in doubted)


@pytest.mark.parametrize(("pattern", "language"), [*_IN_SAMPLES.items()])
def test_real_documents_under_a_wrong_language_are_found_out(pattern: str, language: str) -> None:
    # Two letters of an alphabet to one of these, or three: so long is a passage of 80 letters.
    shortest = {"zh": 35}.get(language, 100)
    passages = [p for p in _paragraphs(pattern) if len(p) >= shortest and p[-1] in ".。।"]
    for declared in {"en", "fr", "es", "ru", "hi", "sw", "ja", "fa"} - {language}:
        named = [contradicting_language(p, declared) for p in passages]
        assert set(named) <= {language, None}
        assert named.count(language) >= 0.75 * len(passages)


def test_the_detector_is_loaded_when_it_is_asked_for() -> None:
    code = "import sys, briefpress.checks.language_detection; sys.exit('gcld3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_english_of_french_words_is_english() -> None:
    for text in (
        "The vote market promises the nurse although the drought line explains the council.",
        "The nurse rain delays the grid debt grid but the nurse vote explains the soil export vote.",
    ):
        assert contradicting_language(text, "en-GB") is None
    assert (
        contradicting_language(
            "La sécheresse explique le conseil, bien que le marché promette.", "en"
        )
        == "fr"
    )
