"""The words of an ask or offer that say what it is about, in any language and script."""

import unicodedata
from collections.abc import Iterator

SHORTEST = 4
"""Letters; shorter words say little by themselves in scripts that write letters."""
LIKE = 0.6
"""Words are one in two forms when they begin alike for so much of the longer one."""
SAME, WITHIN, APART = 2, 1, 0
"""How near two words are: the same or another form of it, part of a compound, or neither."""

_SYLLABLES = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Burmese
    ("\u1780", "\u17ff"),  # Khmer
    ("\u3040", "\u30ff"),  # kana
    ("\u3400", "\u9fff"),  # Han
    ("\uac00", "\ud7af"),  # Hangul
    ("\U00020000", "\U0003ffff"),  # rarer Han
)
"""Scripts in which a few signs are a word, mostly without spaces between words."""

_SMALL = """
about after again also another anybody anyone around because been before both could days does
done each ever every find finished free from full give good half have having help hour hours
into just know last like long look looking made make many maybe minute minutes month months
more most much need needed needs offer offered offers only other others ours page pages people
person please really same several should since some somebody someone something still such take
than that their them then there these they thing things this those three time today together
tomorrow until used very want wants week weeks well were what when where which while will with
within without would year years your yours
aber alle allem allen aller alles also andere anderen auch bald beim bieten biete bietet bitte
brauche brauchen braucht danke dann dass dein dieser diese dieses doch durch eine einem einen
einer eines etwa etwas euch euer fehlt fehlen ganz gegen gerne gesucht habe haben hatte heute
hier hilfe ihnen ihre ihrem ihren ihrer immer jede jeder jemand jetzt kann kein keine können
könnte leute machen mehr mein meine mich minuten monat monate muss nach nicht noch oder ohne
personen schon sehr sein seine selbst sich sind sollte sonst stunde stunden suche suchen sucht
tage tagen über unser unsere unserem unseren unserer viele vielen vier vielleicht wann wenn
werden wieder will wird wissen woche wochen wollen wurde würde zwei zwischen drei
aussi avec avoir avons besoin cette chercher cherchons comme dans deux elle entre être jour
jours leur leurs mais même mois notre nous pendant personne personnes peut plus pour pouvez
quelqu quelque sans semaine semaines sont sous trois vous votre
algo alguien buscamos como cuando desde donde días entre estar hasta horas nosotros nuestra
nuestro necesitamos ofrecemos para persona pero porque puede semana semanas sobre también tiene
tres unos
albo bardzo będzie chcemy czas czerwca dwie dwóch gdzie jako jest jeden jeszcze każdy którzy
które który mamy może nasz nasza nasze osoba osoby oraz pomoc potrzebna potrzebne potrzebny
potrzebujemy przez również szukamy tydzień tylko
будет будут быть вашей ваших вместе время двух день дней другой если есть здесь ищем когда
которая которые который кто может можем можно надо наша наше наши неделю нужен нужна нужно
нужны один одного очень перед после предлагаем помощь сейчас также только через человек чтобы
бути ваша ваше ваші всіх день днів допомога йому коли можна можемо потрібен потрібна потрібні
потрібно пропонуємо разом також тиждень тільки хтось шукаємо якщо який яких
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""They stand in asks of every kind, so that they tell nothing of what is meant."""


def telling_words(text: str, *, besides: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words in their order, each once, folded; without small ones and those in `besides`.

    Numbers are none. Where a script writes no spaces, each two neighbouring signs are a word.
    """
    found: dict[str, None] = {}
    for word in _words(unicodedata.normalize("NFKC", text).casefold()):
        if _of_syllables(word[0]):
            pairs = [word[n : n + 2] for n in range(len(word) - 1)]
            found.update(dict.fromkeys(pairs or [word]))
        elif len(word) >= SHORTEST and word not in SMALL_WORDS and word not in besides:
            found[word] = None
    return tuple(found)


def nearness(one: str, other: str) -> int:
    """SAME for one word in two forms, WITHIN where one is part of the other, else APART."""
    if one == other:
        return SAME
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    begin_alike = short[:SHORTEST] == long[:SHORTEST]
    stem = short[: max(SHORTEST + 1, len(short) - 2)]
    within = len(stem) > SHORTEST and stem in long
    # Most words have nothing in common: that is found out first, as there are many to compare.
    if not (begin_alike or within) or _of_syllables(one[0]) or _of_syllables(other[0]):
        return APART
    alike = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if alike >= SHORTEST and alike >= LIKE * len(long):
        return SAME
    return WITHIN if within else APART


def _words(text: str) -> Iterator[str]:
    """Runs of letters of one kind; marks belong to the letters before them."""
    word = ""
    for sign in text:
        kind = unicodedata.category(sign)[0]
        if kind not in "LM":
            if word:
                yield word
            word = ""
        elif word and kind == "L" and _of_syllables(sign) != _of_syllables(word[0]):
            yield word
            word = sign
        else:
            word += sign
    if word:
        yield word


def _of_syllables(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _SYLLABLES)
