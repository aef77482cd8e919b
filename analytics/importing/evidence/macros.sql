-- Macros for names as people show them in a meeting.

-- The words of a name without accents and case, in the order of the alphabet: the
-- form in which two names are compared. `Sousa, Ana` is `Ana Sousa`.
create or replace temp macro name_words(typed) as (
    list_sort(list_distinct(list_filter(
        regexp_split_to_array(
            regexp_replace(
                lower(strip_accents(
                    regexp_replace(coalesce(typed, ''), '[''’]s\b', '', 'g')
                )),
                '[^\p{L}]+', ' ', 'g'
            ),
            ' '
        ),
        -- Initials tell nobody; one sign of Chinese is a whole name.
        lambda word: length(word) > 1 or regexp_matches(word, '[^a-z]')
    )))
);

-- What stands in brackets behind a name: another name, a pronoun, a part played.
create or replace temp macro in_brackets(typed) as (
    regexp_extract_all(coalesce(typed, ''), '[(\[]([^)\]]*)[)\]]', 1)
);

create or replace temp macro out_of_brackets(typed) as (
    regexp_replace(coalesce(typed, ''), '[(\[][^)\]]*[)\]]', ' ', 'g')
);

-- Words that a telephone or a computer puts into the place of a name.
create or replace temp macro device_words() as (
    [
        'iphone', 'ipad', 'ipod', 'android', 'galaxy', 'samsung', 'pixel', 'huawei',
        'xiaomi', 'oneplus', 'macbook', 'imac', 'laptop', 'desktop', 'tablet',
        'smartphone', 'handy', 'zoom', 'user', 'guest'
    ]
);

create or replace temp macro words_of_pronouns() as (
    [
        'he', 'him', 'his', 'she', 'her', 'hers', 'they', 'them', 'theirs', 'ze',
        'hir', 'xe', 'xem', 'any', 'all', 'pronouns', 'er', 'ihm', 'sie', 'ihr', 'el',
        'ella', 'elle', 'elles', 'il', 'lui', 'ele', 'ela', 'host', 'co', 'cohost',
        'me', 'guest'
    ]
);

-- A name's words without those of the device on which it stands: iPhone von Ana.
create or replace temp macro personal_words(words) as (
    case
        when list_has_any(words, device_words())
            then list_filter(
                words,
                lambda word: not list_contains(
                    device_words()
                    || ['air', 'de', 'di', 'do', 'mini', 'of', 'pc', 'pro', 'von'],
                    word
                )
            )
        else words
    end
);
