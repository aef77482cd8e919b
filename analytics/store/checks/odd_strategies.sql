-- One row an entry about a strategy that nobody described, and one a strategy that is
-- called or made up like another.
with

said as (

    select
        entry_id,
        strategy
    from strategy_spans

    union all

    select
        entry_id,
        strategy
    from reminder_taps

)

select said.entry_id
from said
anti join strategies on said.strategy = strategies.strategy
where said.strategy <> 'none'

union all

select min(strategy) as entry_id
from strategies
group by lower(strategy)
having count(*) > 1

union all

select min(strategy) as entry_id
from strategies
group by steps
having count(*) > 1
