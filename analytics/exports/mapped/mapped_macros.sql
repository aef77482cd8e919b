-- Macros for files of mapped tools: dates, lengths, slots, names and amounts as text.

-- A date as its form expects it: plain spaces, no remark in brackets at the end.
create or replace temp macro tidy_date(said) as (
    nullif(trim(regexp_replace(
        regexp_replace(said, '[\s\x{a0}\x{202f}\x{2009}]+', ' ', 'g'),
        ' ?\([^()]*\)$', ''
    )), '')
);

-- 1:00 to 6:59 in the afternoon, for a 12-hour clock without am and pm.
create or replace temp macro in_daytime(local_at) as (
    case
        when extract('hour' from local_at) between 1 and 6
            then local_at + to_hours(12)
        else local_at
    end
);

-- A date without a year was read as of the year 2000: the first such day from its
-- booking on, else that of the year of the export.
create or replace temp macro with_year(yearless, booked_on, exported_on) as (
    case
        when booked_on::timestamp is null
            then yearless + to_years((year(exported_on::timestamp) - 2000)::integer)
        when
            yearless + to_years((year(booked_on::timestamp) - 2000)::integer)
            >= date_trunc('day', booked_on::timestamp)
            then yearless + to_years((year(booked_on::timestamp) - 2000)::integer)
        else yearless + to_years((year(booked_on::timestamp) - 1999)::integer)
    end
);

create or replace temp macro has_offset(said) as (
    regexp_matches(said, '\d{2}:\d{2}(:\d{2}([.,]\d+)?)? ?([Zz]|[+-]\d{2}:?\d{2})$')
);

-- Seconds east of UTC of an offset such as +0530 at the end of a text.
create or replace temp macro offset_seconds(said) as (
    case
        when regexp_matches(said, '[Zz]$') then 0
        when regexp_matches(said, '[+-]\d{2}:?\d{2}$')
            then (
                case when regexp_matches(said, '-\d{2}:?\d{2}$') then -1 else 1 end
                * (
                    regexp_extract(said, '[+-](\d{2}):?\d{2}$', 1)::integer * 3600
                    + regexp_extract(said, '[+-]\d{2}:?(\d{2})$', 1)::integer * 60
                )
            )
    end
);

create or replace temp macro without_offset(said) as (
    trim(regexp_replace(said, ' ?([Zz]|[+-]\d{2}:?\d{2})$', ''))
);

create or replace temp macro iso_clock(said) as (
    try_cast(replace(
        case when has_offset(said) then without_offset(said) else said end, ',', '.'
    ) as timestamp)
);

-- Days since the end of 1899, as a spreadsheet counts them, and a part of a day.
create or replace temp macro day_count(said) as (
    case
        when
            try_cast(split_part(said, ' ', 1) as double)
            + coalesce(try_cast(split_part(said, ' ', 2) as double), 0)
            between 20000 and 80000
            then timestamp '1899-12-30' + to_seconds(round((
                try_cast(split_part(said, ' ', 1) as double)
                + coalesce(try_cast(split_part(said, ' ', 2) as double), 0)
            ) * 86400)::bigint)
    end
);

-- The two ends of a slot such as 13:30:00-14:30:00 or 9:00 am – 10:00 am.
create or replace temp macro slot_part(said, place) as (
    nullif(trim(split_part(
        regexp_replace(said, ' ?([-–—]|to|bis|à) ?', '|', 'g'), '|', place
    )), '')
);

create or replace temp macro clock_of(said) as (
    try_strptime(upper(said), [
        '%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p', '%I:%M%p', '%I%p'
    ])
);

-- Minutes of 60, "1 h 30 min", 1:30 or 01:30:00.
create or replace temp macro minutes_of(said) as (
    case
        when regexp_matches(said, '^\d{1,2}:\d{2}(:\d{2})?$')
            then
                split_part(said, ':', 1)::integer * 60
                + split_part(said, ':', 2)::integer
        when regexp_matches(lower(said), '\d ?(h|std|stunde|ora|ore|uur|uren)')
            then (
                coalesce(try_cast(replace(regexp_extract(
                    lower(said), '(\d+([.,]\d+)?) ?(h|std|stunde|ora|ore|uur|uren)', 1
                ), ',', '.') as double), 0) * 60
                + coalesce(try_cast(nullif(regexp_extract(
                    lower(said), '[^\d.,](\d+) ?m', 1
                ), '') as double), 0)
            )::integer
        else round(try_cast(regexp_extract(said, '\d+(\.\d+)?') as double))::integer
    end
);

-- One of several people of a cell, such as "Ana Sol ana@example.org +41 44 000 00 00".
create or replace temp macro email_in(person) as (
    nullif(regexp_extract(person, '[^\s<>(),;]+@[^\s<>(),;]+'), '')
);

create or replace temp macro phone_in(person) as (
    nullif(trim(regexp_extract(person, '[+(]?\d[\d ().-]{6,20}\d')), '')
);

create or replace temp macro name_in(person) as (
    nullif(trim(regexp_replace(regexp_replace(
        regexp_replace(person, '[^\s<>(),;]+@[^\s<>(),;]+', ''),
        '[+(]?\d[\d ().-]{6,20}\d', ''
    ), '[<>(),;]|\s+', ' ', 'g')), '')
);

-- "Sol, Ana" as "Ana Sol".
create or replace temp macro first_name_first(name) as (
    case
        when strpos(name, ',') > 0
            then
                trim(concat_ws(
                    ' ', trim(split_part(name, ',', 2)), trim(split_part(name, ',', 1))
                ))
        else name
    end
);

-- (12.00) is minus twelve.
create or replace temp macro signed_amount(said) as (
    case
        when regexp_matches(said, '^\s*[^\d(]*\(.*\)[^\d]*$')
            then '-' || regexp_replace(said, '[()-]', '', 'g')
        else said
    end
);

-- Who cancelled, of words or of a name: the client, the coach or a machine.
create or replace temp macro who_cancelled(said, client, coach, anybody_else) as (
    case
        when said is null then null
        when lower(said) = lower(client) then 'client'
        when lower(said) = lower(coach) then 'coach'
        when
            regexp_matches(
                lower(said), '^_|\b(api|system|automatic|automatisch|bot|zapier)\b'
            )
            then 'system'
        when
            regexp_matches(
                lower(said),
                'coach|host|staff|provider|practi|organi[sz]er|admin|owner|employee'
            )
            then 'coach'
        when
            regexp_matches(
                lower(said),
                'client|customer|invitee|guest|attendee|member|patient|kund|klient'
            )
            then 'client'
        else anybody_else
    end
);
