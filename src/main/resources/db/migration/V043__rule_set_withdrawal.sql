-- That a published version is withdrawn or repealed: from a day on it is not the law, and from another it was known. The
-- version itself stays as it is, and whoever asks by what was known before still gets it.
create table rule_set_withdrawal (
    rule_set_id text not null,
    version text not null,
    withdrawal_id uuid not null unique,
    enacted date not null,
    effective_from date not null,
    reason text not null,
    recorded_at timestamptz not null,
    organization_id uuid not null default nullif(current_setting('continuum.organization', true), '')::uuid,
    primary key (rule_set_id, version),
    foreign key (rule_set_id, version) references rule_set (id, version)
);

create trigger refuse_change before update or delete or truncate on rule_set_withdrawal
    for each statement execute function refuse_change();

grant select, insert on rule_set_withdrawal to ${app_role};
