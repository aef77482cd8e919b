-- What a person joined goes before the rule: neither session is free any more.
delete from possible_moves
where
    exists (
        select 1
        from said_links as s
        where
            not s.is_linked
            and s.new_id = possible_moves.new_id
            and s.old_id = possible_moves.old_id
    );

insert into links
select
    old_id,
    new_id,
    'confirmed' as basis
from said_links
where is_linked;
