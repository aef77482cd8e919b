-- One row a session that one import shows more than once.
select
    session_id,
    import_id
from session_versions
group by session_id, import_id
having count(*) > 1
