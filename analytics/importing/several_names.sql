-- One row an id that the file gives several names: two people may share it.
create or replace temp table several_names as
select client_id
from staged
where refused is null and ignored is null
group by client_id
having min(display_name) <> max(display_name)
