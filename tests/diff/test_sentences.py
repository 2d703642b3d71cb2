"""The division of texts into sentences and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from briefpress.diff.sentences import sentences, words

if TYPE_CHECKING:
    pass


@pytest.mark.parametrize(
    "text",
    [
        "See e.g. Smith (n.d.) and cf. No. 2.|It rose by 3.5 per cent.|“Why?” he asked.|Dr. Otieno agreed.",
        "He said no.|Then J. Smith left the U.S. Senate.|Wait... what?|So be it.",
        "Voir p. 12.|M. Dupont l’a dit : « Quoi ? »|Il est parti.|Oui !",
        "¿Qué pasó?|El Sr. Pérez llegó.|¡Bien!|Véase la pág. 3.",
        "O Dr. Silva, n.º 3, chegou.|Foi bom.",
        "В 2024 г. население выросло до 20 млн. человек.|Это т.е. много.|Да!",
        "Бұл — сөйлем.|Ол б. з. д. болды.|Жақсы!",
        "هذه جملة.|هل هذا صحيح؟|نعم! قال د. أحمد ذلك.".replace("! ", "!|"),
        "এটি একটি বাক্য।|এটি কি ঠিক?|ড. ইউনূস বলেন।",
        "It ended in 1990.|In 1991 it began.",
    ],
)
def test_text_is_cut_at_the_ends_of_sentences(text: str) -> None:
    plain = text.replace("|", " ")

    assert [plain[start:end] for start, end in sentences(plain)] == text.split("|")


def test_chinese_sentences_end_without_a_space() -> None:
    text = "水很重要。是吗？他说：“对。”然后走了！完"

    assert [text[a:b] for a, b in sentences(text)] == [
        "水很重要。", "是吗？", "他说：“对。”", "然后走了！", "完"
    ]  # fmt: skip


@given(st.text(alphabet="Ab. ?!。”»’\n1x", max_size=60))
def test_every_letter_is_in_one_sentence(text: str) -> None:
    spans = list(sentences(text))

    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split()).split() or (
        "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    )
    assert spans == sorted(spans)


def test_words_in_several_scripts() -> None:
    found = [match[0] for match in words("Kenya’s 86.4% (n.d.), well-being ক্ষেত্র। 水很。")]

    assert found == [
        "Kenya’s", "86.4", "%", "(", "n.d", ".", ")", ",", "well-being", "ক্ষেত্র", "।", "水", "很", "。"
    ]  # fmt: skip
