-- Macros for text that people typed: names, identities, money.

-- Control and direction marks out, white space folded, 80 characters at most. The
-- joiners stay: Persian and Indic names are spelt with them.
create or replace temp macro clean(typed) as (
    case
        when not regexp_matches(typed, '[^ -~]|  ') and length(typed) <= 80
            then nullif(trim(typed), '')
        else nullif(left(trim(regexp_replace(regexp_replace(
            typed,
            concat(
                '[\x00-\x1f\x7f-\x{9f}\x{200b}\x{200e}\x{200f}',
                '\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}]'
            ),
            ' ', 'g'
        ), '\s+', ' ', 'g')), 80), '')
    end
);

-- The digits of a telephone number; shorter ones identify nobody.
create or replace temp macro phone_key(typed) as (
    case
        when length(regexp_replace(typed, '\D', '', 'g')) >= 7
            then regexp_replace(typed, '\D', '', 'g')
    end
);

-- An e-mail address in the form in which two are compared.
create or replace temp macro email_key(typed) as (
    case when typed like '%_@_%' then lower(trim(typed)) end
);

-- Cents of an amount as people and tools write it: 1,250.00 or 1.250,00 or $90.
-- The last of two separators is the decimal one; a lone one is decimal only
-- when one or two digits follow it.
create or replace temp macro amount_digits(typed) as (
    regexp_replace(typed, '[^0-9,.\-]', '', 'g')
);

create or replace temp macro plain_amount(digits) as (
    case
        when regexp_matches(digits, '[.,]\d{1,2}$')
            then regexp_replace(
                regexp_replace(digits, '[.,](\d{1,2})$', '#\1'), '[.,]', '', 'g'
            )
        else regexp_replace(digits, '[.,]', '', 'g')
    end
);

create or replace temp macro cents(typed) as (
    case
        when
            try_cast(typed as decimal(14, 2)) is not null
            and (
                strpos(typed, '.') = 0 or length(typed) - strpos(typed, '.') <= 2
            )
            then (try_cast(typed as decimal(14, 2)) * 100)::bigint
        when typed is not null
            then (
                try_cast(
                    replace(plain_amount(amount_digits(typed)), '#', '.')
                    as decimal(14, 2)
                ) * 100
            )::bigint
    end
);

-- A cell without the apostrophe that keeps a spreadsheet from running it.
create or replace temp macro unprefixed(typed) as (
    case
        when regexp_matches(typed, '^''+[=+\-@\t\r\n＝＋－＠]') then typed[2:]
        else typed
    end
);
