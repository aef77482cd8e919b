-- Keeps what a service is; what was said before is replaced.
merge into services
using (
    select
        $service as name,
        $kind as said_kind,
        $sessions_planned::integer as said_sessions,
        $now::timestamp as said_at
) as said
    on services.service = said.name
when matched then
    update set
        kind = said.said_kind,
        sessions_planned = said.said_sessions,
        confirmed_at = said.said_at
when not matched then
    insert values (said.name, said.said_kind, said.said_sessions, said.said_at)
