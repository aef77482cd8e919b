-- One row a session that no import has shown, or shown and not in the log.
with

shown as (

    select distinct session_id
    from session_versions

)

select coalesce(s.session_id, v.session_id) as session_id
from sessions as s
full join shown as v on s.session_id = v.session_id
where s.session_id is null or v.session_id is null
