-- Layers: local rule sets that lie on another, their floor. Which version of the floor a layer was checked and tested on
-- when it was published; a person is assessed on the version that is in force for him. A layer is about its floor's
-- license types and has none of its own in rule_set_license_type: who asks for the license gets the floor alone.
create table rule_set_layer (
    rule_set_id text not null,
    version text not null,
    floor_id text not null check (floor_id <> rule_set_id),
    floor_version text not null,
    primary key (rule_set_id, version),
    foreign key (rule_set_id, version) references rule_set (id, version),
    foreign key (floor_id, floor_version) references rule_set (id, version)
);

create trigger refuse_change before update or delete or truncate on rule_set_layer
    for each statement execute function refuse_change();

grant select, insert on rule_set_layer to ${app_role};
