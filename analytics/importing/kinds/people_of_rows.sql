-- One row a person named in rows of other kinds who is one client of the log.
-- Reads `persons` (as the rows name them) and `known_keys` (what the log and the
-- client lists know of clients).
with

-- A number or a name means somebody within the tool that gave it. Only where a
-- tool has no sessions at all (a wizard's list, say) it is looked for everywhere.
sources as (

    select distinct source
    from known_keys

),

scopes as (

    select
        p.*,
        case when s.source is null then '*' else p.source end as scope
    from persons as p
    left join sources as s on p.source = s.source

),

wanted as (

    select
        person_id,
        lower(person_name) as name,
        unnest([1, 2, 3, 4]) as tier,
        unnest(['id', 'email', 'phone', 'name']) as kind,
        unnest([
            scope || '|' || given_id,
            email,
            phone,
            scope || '|' || lower(person_name)
        ]) as value
    from scopes

),

fitting as (

    select distinct
        w.person_id,
        w.tier,
        k.client_id,
        w.name
    from wanted as w
    inner join known_keys as k on w.kind = k.kind and w.value = k.value

),

-- The first thing that tells anybody decides; what is surer never yields.
first_tiers as (

    select
        person_id,
        min(tier) as tier
    from fitting
    group by person_id

),

candidates as (

    select
        f.person_id,
        f.client_id,
        f.name
    from fitting as f
    inner join first_tiers as t
        on f.person_id = t.person_id and f.tier = t.tier

),

called as (

    select
        c.person_id,
        c.client_id,
        count(k.client_id) > 0 as is_namesake
    from candidates as c
    left join known_keys as k
        on
            c.client_id = k.client_id
            and k.kind = 'name'
            and k.value = '*|' || c.name
    group by c.person_id, c.client_id

)

select
    person_id,
    -- A couple may share an address: then the name has to tell.
    case
        when count(*) = 1 then any_value(client_id)
        else any_value(client_id) filter (where is_namesake)
    end as client_id
from called
group by person_id
having count(*) = 1 or count(*) filter (where is_namesake) = 1
