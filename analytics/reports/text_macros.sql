-- Macros for cells that people open in a spreadsheet.

-- A text that a spreadsheet would run as a formula gets an apostrophe in front,
-- as does one that has such apostrophes already: taking one away restores any.
create or replace temp macro safe_text(typed) as (
    case
        when regexp_matches(typed, '^''*[=+\-@\t\r\n＝＋－＠]') then '''' || typed
        else typed
    end
);

-- A UTC time as ISO 8601 with its offset.
create or replace temp macro utc_text(moment) as (
    case
        when moment = date_trunc('second', moment)
            then strftime(moment, '%Y-%m-%dT%H:%M:%S+00:00')
        else strftime(moment, '%Y-%m-%dT%H:%M:%S.%f+00:00')
    end
);
