"""Texts that are surely not English are not read; names, tables, capitals and foreign quotations do not count."""

from __future__ import annotations

import pytest

from index.extraction.interchange import to_record
from index.extraction.parsing.languages import detect, unread_language
from index.extraction.pipeline import Extractor
from index.model import Article

FOREIGN = {
    "fr": (
        "Le ministre a démenti lundi que ses services aient livré des armes au groupe, tout "
        "en reconnaissant des contacts « techniques »."
    ),
    "de": (
        "Der Minister bestritt am Montag, dass seine Behörde der Gruppe Waffen "
        "geliefert habe, räumte aber Kontakte ein."
    ),
    "es": (
        "El ministro negó el lunes que sus servicios hubieran entregado armas al "
        "grupo, aunque reconoció contactos técnicos."
    ),
    "it": (
        "Il ministro ha smentito lunedì che i suoi servizi abbiano consegnato armi al "
        "gruppo, pur riconoscendo alcuni contatti."
    ),
    "pt": (
        "O ministro negou na segunda-feira que os seus serviços tenham entregue armas "
        "ao grupo, embora reconhecesse contactos."
    ),
    "nl": (
        "De minister ontkende maandag dat zijn diensten wapens aan de groep hadden geleverd, maar gaf contacten toe."
    ),
    "pl": (
        "Minister zaprzeczył w poniedziałek, jakoby jego służby dostarczyły grupie broń, "
        "przyznał jednak, że doszło do kontaktów."
    ),
    "tr": (
        "Bakan pazartesi günü, kurumunun gruba silah teslim ettiği yönündeki "
        "haberleri yalanladı, ancak temasları kabul etti."
    ),
    "id": (
        "Menteri pada hari Senin membantah bahwa lembaganya telah menyerahkan senjata kepada "
        "kelompok itu, tetapi mengakui adanya kontak."
    ),
    "ru": (
        "Министр в понедельник опроверг сообщения о том, что его ведомство "
        "поставляло группе оружие, но признал контакты."
    ),
    "uk": (
        "Міністр у понеділок спростував повідомлення про те, що його відомство "
        "постачало групі зброю, але визнав контакти."
    ),
    "ar": ("نفى الوزير يوم الاثنين أن تكون أجهزته قد سلمت أسلحة إلى الجماعة، لكنه اعترف بوجود اتصالات فنية."),
    "fa": ("وزیر روز دوشنبه تکذیب کرد که نهادهای او به این گروه سلاح تحویل داده باشند، اما تماس‌ها را پذیرفت."),
    "zh": "部长星期一否认其部门曾向该组织提供武器，但承认双方有过技术性接触。谈判将于星期四恢复。",
    "ko": "장관은 월요일 자신의 부처가 그 단체에 무기를 제공했다는 보도를 부인했지만 접촉은 인정했다.",
}
"""A sentence or two of a report on an official who denies a delivery of arms."""

RELATIVES = {
    "Croatian": "Ministar je u ponedjeljak zanijekao da je njegova služba isporučila oružje skupini.",
    "Serbian": "Ministar je u ponedeljak negirao da je njegova služba isporučila oružje grupi.",
    "Norwegian": "Ministeren benektet mandag at hans etat hadde levert våpen til gruppen, men innrømmet kontakter.",
    "Danish": "Ministeren afviste mandag, at hans myndighed havde leveret våben til gruppen, men erkendte kontakter.",
}

ENGLISH = {
    "one sentence": "The minister denied that his men had sold rifles to the rebels.",
    "capitals": "THE MINISTER DENIED ON MONDAY THAT HIS SERVICES HAD DELIVERED ARMS TO THE GROUP.",
    "quotations only": "“No.” “Never.” “Ask him!” “Nothing to add.” “He lied.” “They all lied to us.”",
    "a foreign quotation": (
        "Officials said so, he added. “C'est fini”, Macron told reporters in Paris. “Nous ne voulons pas de guerre, "
        "et nous ne ferons rien qui puisse y conduire”, he said."
    ),
    "foreign letters": "President Xi Jinping met Kim Jong Un (김정은) in Beijing (北京) on Monday.",
    "headlines of commerce": "Shr profit 15 cts vs profit four cts\nAnnual div 72 cts vs 71 cts prior",
}

UNSURE = {
    "nothing": "",
    "null bytes": "\x00\x00\x00",
    "half a surrogate pair": "\ud83d \ud83d",
    "emoji": "😀 😀 😀 😂",
    "numbers": "1 2 3 4 5 6 7 8 9 10 11 12",
    "a word": "Bonjour",
    "results": "Bayern Munich 2 Real Madrid 1\nBorussia Dortmund 0 Paris Saint-Germain 3\nSporting Lisboa 2 Lille 2",
    "names": "Angela Merkel, Emmanuel Macron, Giuseppe Conte, Pedro Sánchez, Mateusz Morawiecki, Viktor Orbán",
    "one letter": "a" * 5000,
    "an address": "https://example.org/a/b/c?d=e https://example.org/a/b/c?d=f",
}


@pytest.mark.parametrize(("language", "text"), FOREIGN.items(), ids=FOREIGN)
def test_a_sentence_is_enough_to_know_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", RELATIVES.values(), ids=RELATIVES)
def test_languages_that_are_hard_to_tell_from_each_other_are_not_taken_for_english(text: str) -> None:
    assert detect(text) not in ("en", None)


@pytest.mark.parametrize("times", [1, 60])
@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_read_however_it_is_printed(text: str, times: int) -> None:
    assert unread_language(Article.of("\n".join([text] * times))) is None


@pytest.mark.parametrize("times", [1, 60])
@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_shows_no_language_is_read(text: str, times: int) -> None:
    article = Article.of("\n".join([text] * times))
    assert detect(article.text) is None
    assert unread_language(article) is None


def test_a_text_of_which_a_part_is_english_is_read() -> None:
    assert detect("\n\n".join([FOREIGN["fr"] * 5, ENGLISH["one sentence"] * 12, FOREIGN["fr"] * 5])) == "en"


@pytest.mark.parametrize(
    ("declared", "text", "unread"),
    [
        ("fr", "Bonjour", "fr"),
        ("FR-ca", "Bonjour", "fr"),
        ("en", "Bonjour", None),
        ("English", "Bonjour", None),
        ("", "Bonjour", None),
        ("fr", ENGLISH["one sentence"], None),
        ("en_GB", FOREIGN["de"], "de"),
    ],
)
def test_metadata_decide_only_where_the_text_shows_no_language(declared: str, text: str, unread: str | None) -> None:
    assert unread_language(Article.of(text, declared)) == unread


def test_a_text_that_is_not_read_gives_an_empty_extraction_in_its_place(extractor: Extractor) -> None:
    articles = [
        Article.of(text)
        for text in (FOREIGN["fr"], ENGLISH["one sentence"], FOREIGN["ru"], "Kirby said that Iran had agreed.", "")
    ]
    read = list(extractor.extract((article, None) for article in articles))
    assert [extraction.article for extraction in read] == [article.id for article in articles]
    assert [extraction.skipped for extraction in read] == ["language: fr", None, "language: ru", None, None]
    assert [len(extraction.statements) for extraction in read] == [0, 1, 0, 1, 0]
    assert (read[0].passages, read[0].mentions, read[0].pipeline) == ((), (), extractor.pipeline)


def test_the_record_of_a_text_that_is_not_read_says_why(extractor: Extractor) -> None:
    article = Article.of(FOREIGN["fr"])
    record = to_record(article, next(extractor.extract([(article, None)])), id="a")
    assert record["skipped"] == "language: fr"
    assert [record[part] for part in ("sentences", "mentions", "statements", "relations", "times")] == [[]] * 5
