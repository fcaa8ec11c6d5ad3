-- Why: ownership is never empty, so the people, lines and last resorts it falls back on are rows the database itself guards:
-- a line's lead or the workspace's last resort cannot be disabled while they are it (composite foreign keys on `active`).

create table functions (
  key text primary key,
  name_zh text not null,
  name_en text not null,
  position smallint not null,
  version integer not null default 1
);

create table calendars (
  id uuid primary key,
  name text not null,
  version integer not null default 1,
  created_at timestamptz(3) not null
);

-- A calendar in use is never changed: an edit is a new version, and running clocks say which they were counted on.
create table calendar_versions (
  calendar_id uuid not null references calendars (id),
  version integer not null,
  document jsonb not null,
  created_at timestamptz(3) not null,
  created_by uuid,
  primary key (calendar_id, version)
);

create table staff (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  role text not null default 'member' check (role in ('member', 'lead', 'executive', 'administrator')),
  functions text[] not null default '{}',
  skills text[] not null default '{}',
  title text,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  time_zone text not null default 'Asia/Shanghai',
  -- Personal hours, as a calendar document's windows: {mon: [["09:00","18:00"]], …}; used where no roster says otherwise.
  working_hours jsonb not null,
  away_from timestamptz(3),
  away_until timestamptz(3),
  auto_accept boolean not null default true,
  active boolean not null default true,
  disabled_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  unique (id, active)
);
create index staff_by_name on staff (lower(name), id);

create table product_lines (
  id uuid primary key,
  name text not null unique,
  lead_id uuid not null,
  executive_id uuid not null,
  project_lead_id uuid,
  calendar_id uuid not null references calendars (id),
  position smallint not null default 0,
  archived_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  must_be_active boolean generated always as (case when archived_at is null then true end) stored,
  foreign key (lead_id, must_be_active) references staff (id, active),
  foreign key (executive_id, must_be_active) references staff (id, active),
  foreign key (project_lead_id, must_be_active) references staff (id, active)
);

create table components (
  id uuid primary key,
  product_line_id uuid not null references product_lines (id),
  name text not null,
  archived_at timestamptz(3),
  version integer not null default 1,
  unique (product_line_id, name),
  unique (product_line_id, id)
);

create table squads (
  id uuid primary key,
  product_line_id uuid not null references product_lines (id),
  name text not null,
  -- Intake falls back on this person, so a squad is never without one and they cannot be disabled while they are it.
  lead_id uuid not null,
  version integer not null default 1,
  must_be_active boolean not null generated always as (true) stored,
  unique (product_line_id, name),
  foreign key (lead_id, must_be_active) references staff (id, active)
);

create table squad_members (
  squad_id uuid not null references squads (id),
  staff_id uuid not null references staff (id),
  function_key text not null references functions (key),
  primary key (squad_id, staff_id, function_key)
);
create index squad_members_by_staff on squad_members (staff_id);

-- The minimal roster: who of a function is on duty for a line, from–to. Full schedules fill the same port later.
create table rosters (
  id uuid primary key,
  product_line_id uuid not null references product_lines (id),
  function_key text not null references functions (key),
  staff_id uuid not null references staff (id),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  version integer not null default 1,
  check (starts_at < ends_at)
);
create index rosters_by_line on rosters (product_line_id, function_key, ends_at);
create index rosters_by_staff on rosters (staff_id, ends_at);

create table workspace (
  id boolean primary key default true check (id),
  name text not null,
  default_product_line_id uuid not null references product_lines (id),
  duty_manager_id uuid not null,
  last_resort_id uuid not null,
  time_zone text not null default 'Asia/Shanghai',
  severity_labels jsonb not null default '{"S1":{"zh":"P0 致命","en":"P0 Critical"},"S2":{"zh":"P1 严重","en":"P1 Major"},"S3":{"zh":"P2 一般","en":"P2 Normal"},"S4":{"zh":"P3 轻微","en":"P3 Minor"}}',
  version integer not null default 1,
  must_be_active boolean not null generated always as (true) stored,
  foreign key (duty_manager_id, must_be_active) references staff (id, active),
  foreign key (last_resort_id, must_be_active) references staff (id, active)
);

create table partners (
  id uuid primary key,
  name text not null unique,
  version integer not null default 1,
  created_at timestamptz(3) not null
);

create table partner_people (
  id uuid primary key,
  partner_id uuid not null references partners (id),
  name text not null,
  email text not null unique check (email = lower(email)),
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null
);

insert into functions (key, name_zh, name_en, position) values
  ('frontline', '一线支持', 'Front line', 1),
  ('qa', '测试', 'QA', 2),
  ('product', '产品', 'Product', 3),
  ('engineering', '研发', 'Engineering', 4),
  ('operations', '运维', 'Operations', 5),
  ('success', '客户成功', 'Customer success', 6),
  ('presales', '售前', 'Presales', 7),
  ('delivery', '实施交付', 'Delivery', 8),
  ('project_lead', '项目经理', 'Project lead', 9),
  ('dba', '数据库', 'DBA', 10),
  ('security', '安全', 'Security', 11),
  ('legal', '法务', 'Legal', 12),
  ('finance', '财务', 'Finance', 13),
  ('sales', '销售', 'Sales', 14),
  ('commerce', '商务', 'Commerce', 15),
  ('executive', '管理层', 'Executive', 16);
