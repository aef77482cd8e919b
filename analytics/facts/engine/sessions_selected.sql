-- One row a session of the part of the practice that is looked at, as in session_facts.
-- What is not chosen is null; days are the local ones, the last one excluded.
select *

from session_facts

where
    ($selected_coach is null or coach = $selected_coach)
    and ($selected_service is null or service = $selected_service)
    and ($selected_from_day is null or start_day >= $selected_from_day)
    and ($selected_until_day is null or start_day < $selected_until_day)
    and (
        $selected_clients is null
        or client_id in (select unnest($selected_clients::varchar[]))
    )
