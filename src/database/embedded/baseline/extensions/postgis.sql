-- Types, and the functions and operators that schemas name. Everything measured is null.
-- Base types, so that geometry(Point, 4326) parses: array_ndims() takes any list of modifiers and gives an integer.
do $$
declare
  t text;
begin
  foreach t in array array['geometry', 'geography', 'box2d', 'box3d', 'raster'] loop
    execute format('create type %I', t);
    execute format('create function %I(cstring) returns %I language internal immutable strict as %L', t || '_in', t, 'textin');
    execute format('create function %I(%I) returns cstring language internal immutable strict as %L', t || '_out', t, 'textout');
    execute format('create function %I(cstring[]) returns integer language internal immutable strict as %L', t || '_typmod_in', 'array_ndims');
    execute format('create function %I(integer) returns cstring language internal immutable strict as %L', t || '_typmod_out', 'int4out');
    execute format(
      'create type %1$I (input = %2$I, output = %3$I, typmod_in = %4$I, typmod_out = %5$I, internallength = variable, storage = extended)',
      t, t || '_in', t || '_out', t || '_typmod_in', t || '_typmod_out'
    );
    execute format('create cast (text as %I) with inout as implicit', t);
    execute format('create cast (%I as text) with inout', t);
  end loop;
end
$$;
create cast (geometry as geography) with inout as implicit;
create cast (geography as geometry) with inout as implicit;

-- name(arguments) result; g stands for geometry, then for geography.
do $$
declare
  g text;
  one text[];
begin
  foreach g in array array['geometry', 'geography'] loop
    for one in select regexp_matches(line, '^(\w+)\((.*)\) (.+)$') from unnest(array[
      'st_x(g) double precision', 'st_y(g) double precision', 'st_z(g) double precision',
      'st_length(g) double precision', 'st_area(g) double precision', 'st_perimeter(g) double precision',
      'st_distance(g, g) double precision', 'st_azimuth(g, g) double precision',
      'st_dwithin(g, g, double precision) boolean', 'st_dwithin(g, g, double precision, boolean) boolean',
      'st_contains(g, g) boolean', 'st_within(g, g) boolean', 'st_intersects(g, g) boolean', 'st_covers(g, g) boolean',
      'st_coveredby(g, g) boolean', 'st_equals(g, g) boolean', 'st_overlaps(g, g) boolean', 'st_touches(g, g) boolean',
      'st_isvalid(g) boolean', 'st_astext(g) text', 'st_asewkt(g) text', 'st_asgeojson(g) text',
      'st_asgeojson(g, integer) text', 'geometrytype(g) text', 'st_geometrytype(g) text', 'st_asbinary(g) bytea',
      'st_srid(g) integer', 'st_centroid(g) g', 'st_envelope(g) g', 'st_buffer(g, double precision) g'
    ]) as line loop
      execute format(
        'create function %s(%s) returns %s language sql immutable as %L', one[1],
        regexp_replace(one[2], '\mg\M', g, 'g'), replace(one[3], 'g', case when one[3] = 'g' then g else 'g' end),
        'select null::' || case when one[3] = 'g' then g else one[3] end
      );
    end loop;
  end loop;
  for one in select regexp_matches(line, '^(\w+)\((.*)\) (.+)$') from unnest(array[
    'st_makepoint(double precision, double precision) geometry', 'st_point(double precision, double precision) geometry',
    'st_makepoint(double precision, double precision, double precision) geometry',
    'st_point(double precision, double precision, integer) geometry', 'st_setsrid(geometry, integer) geometry',
    'st_transform(geometry, integer) geometry', 'st_geomfromtext(text) geometry',
    'st_geomfromtext(text, integer) geometry', 'st_geomfromewkt(text) geometry', 'st_geogfromtext(text) geography',
    'st_geomfromgeojson(text) geometry', 'st_geomfromgeojson(json) geometry', 'st_geomfromgeojson(jsonb) geometry',
    'st_makeenvelope(double precision, double precision, double precision, double precision, integer) geometry',
    'st_union(geometry, geometry) geometry', 'st_intersection(geometry, geometry) geometry',
    'st_difference(geometry, geometry) geometry', 'st_makevalid(geometry) geometry',
    'st_simplify(geometry, double precision) geometry', 'st_collect(geometry, geometry) geometry',
    'st_makeline(geometry, geometry) geometry', 'st_makepolygon(geometry) geometry', 'st_multi(geometry) geometry',
    'st_force2d(geometry) geometry', 'st_xmin(box3d) double precision', 'st_extent_of(geometry) box2d'
  ]) as line loop
    execute format(
      'create function %s(%s) returns %s language sql immutable as %L', one[1], one[2], one[3], 'select null::' || one[3]
    );
  end loop;
end
$$;
create function postgis_version() returns text language sql immutable as $$ select '3.3'::text $$;
create function postgis_full_version() returns text language sql immutable as $$ select 'POSTGIS="3.3"'::text $$;

-- Operators, and classes for btree and gist, so that indexes are made. They order the text of a value.
do $$
declare
  g text;
begin
  foreach g in array array['geometry', 'geography'] loop
    execute format('create function %I(%I, %I) returns integer language internal immutable strict as %L', g || '_cmp', g, g, 'bttextcmp');
    execute format('create function %I(%I, %I) returns boolean language internal immutable strict as %L', g || '_lt', g, g, 'text_lt');
    execute format('create function %I(%I, %I) returns boolean language internal immutable strict as %L', g || '_le', g, g, 'text_le');
    execute format('create function %I(%I, %I) returns boolean language internal immutable strict as %L', g || '_eq', g, g, 'texteq');
    execute format('create function %I(%I, %I) returns boolean language internal immutable strict as %L', g || '_ge', g, g, 'text_ge');
    execute format('create function %I(%I, %I) returns boolean language internal immutable strict as %L', g || '_gt', g, g, 'text_gt');
    execute format('create operator < (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_lt');
    execute format('create operator <= (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_le');
    execute format('create operator = (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_eq');
    execute format('create operator >= (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_ge');
    execute format('create operator > (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_gt');
    execute format('create operator && (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_eq');
    execute format('create operator ~ (leftarg = %1$I, rightarg = %1$I, function = %2$I)', g, g || '_eq');
    execute format('create operator <-> (leftarg = %1$I, rightarg = %1$I, function = st_distance)', g);
    execute format(
      'create operator class %1$s default for type %2$I using btree as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 %3$I(%2$I, %2$I)',
      'btree_' || g || '_ops', g, g || '_cmp'
    );
    -- Nothing calls these until an index outgrows its first page; shell_in() then says so with an error.
    execute format('create function %I(internal, %I, smallint, oid, internal) returns boolean language internal as %L', g || '_gist_consistent', g, 'shell_in');
    execute format('create function %I(internal, internal) returns %I language internal as %L', g || '_gist_union', g, 'shell_in');
    execute format('create function %I(internal, internal, internal) returns internal language internal as %L', g || '_gist_penalty', 'shell_in');
    execute format('create function %I(internal, internal) returns internal language internal as %L', g || '_gist_picksplit', 'shell_in');
    execute format('create function %I(%I, %I, internal) returns internal language internal as %L', g || '_gist_same', g, g, 'shell_in');
    execute format(
      'create operator class %1$I default for type %2$I using gist as operator 3 &&, function 1 %3$I(internal, %2$I, smallint, oid, internal), function 2 %4$I(internal, internal), function 5 %5$I(internal, internal, internal), function 6 %6$I(internal, internal), function 7 %7$I(%2$I, %2$I, internal)',
      case g when 'geometry' then 'gist_geometry_ops_2d' else 'gist_geography_ops' end, g, g || '_gist_consistent',
      g || '_gist_union', g || '_gist_penalty', g || '_gist_picksplit', g || '_gist_same'
    );
  end loop;
end
$$;
create table spatial_ref_sys (
  srid integer primary key, auth_name varchar(256), auth_srid integer, srtext varchar(2048), proj4text varchar(2048)
);
