-- How a row of any kind names a person: one id for one way of naming, null for none.
create or replace temp macro row_person(source, given_id, name, email, phone) as (
    case
        when coalesce(given_id, name, email, phone) is not null
            then 'p-' || left(md5(concat_ws(
                '|', source, coalesce(given_id, ''), coalesce(lower(name), ''),
                coalesce(email, ''), coalesce(phone, '')
            )), 16)
    end
);

-- A key for rows that their tool gives none.
create or replace temp macro row_key(source, a, b, c, d) as (
    source || ':' || left(md5(concat_ws(
        '|', coalesce(a, ''), coalesce(b, ''), coalesce(c, ''), coalesce(d, '')
    )), 16)
);
