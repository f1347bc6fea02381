package dev.weir.postgres;

/** A table of all kinds of types, {@code public.edges}, with their extreme values. */
final class TypeTable {
  static final String CREATE =
      """
      CREATE TABLE public.edges (
        row_number integer NOT NULL,
        a_bool boolean, a_int2 smallint, a_int4 integer, a_int8 bigint,
        a_float4 real, a_float8 double precision,
        a_numeric numeric, a_typed_numeric numeric(18,4),
        a_text text, a_varchar varchar(16), a_char char(5), a_name name, an_xml xml,
        a_json json, a_jsonb jsonb, a_bytea bytea, a_uuid uuid,
        a_date date, a_time time, a_timestamp timestamp, a_timestamptz timestamptz(3),
        a_timetz timetz, an_interval interval, an_inet inet, a_bit bit(3), a_varbit bit varying,
        a_point point, an_array integer[], a_text_array text[], a_range int8range, a_money money
      )
      """;

  static final String ROWS =
      """
      INSERT INTO public.edges VALUES
      (1, true, -32768, -2147483648, -9223372036854775808, '-0', '-0', 'NaN', '-99999999999999.9999',
       '', '', '', '', '<a/>', '{"a": 1}', '{"a": 1}', '', '00000000-0000-0000-0000-000000000000',
       '-infinity', '00:00', '-infinity', '-infinity', '00:00+15:59', '-178000000 years', '::1/128',
       B'000', '', '(0,-0)', '{}', '{}', 'empty', '-92233720368547758.08'),
      (2, false, 32767, 2147483647, 9223372036854775807, 'NaN', 'NaN', 'Infinity',
       '99999999999999.9999', 'back\\slash "quote" \t tab ä東\uD83C\uDF81', 'sixteen char val', 'abc',
       'n', '<a>x</a>', '[1, 1.10, "\\u00e4"]', '[1, 1.10, "\u00e4"]', '\\x00ff5c27',
       'ffffffff-ffff-ffff-ffff-ffffffffffff', 'infinity', '24:00', 'infinity', 'infinity',
       '24:00-15:59', '178000000 years 3 mons -4 days 00:00:00.000001', '10.0.0.0/8', B'101', B'1',
       '(1e300,1e-300)', '[5:6]={1,NULL}', '{"a,b",NULL,"null"}', '[-5,7)', '0'),
      (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
      (4, true, 0, 0, 0, '1e-45', '4.9e-324', '1.10', '1.1', repeat('x', 5000), 'x', 'x    ', 'x',
       'text', 'null', 'null', decode(repeat('00', 5000), 'hex'),
       'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '4713-01-01 BC', '23:59:59.999999',
       '4713-01-01 BC', '4713-01-02 00:00 BC', '12:00+02', '1 day', '::/0', B'111', B'10101010101',
       '(NaN,Infinity)', '{{1,2},{3,4}}', '{""}', '(,)', '1'),
      (5, true, 1, 1, 1, '3.4028235e38', '1.7976931348623157e308', '-1e-200', NULL, 'x', 'x', 'x',
       'x', 'x', '""', '""', '\\x01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '5874897-12-31',
       '12:00', '294246-12-31 23:59:59.999999', '294246-12-31 23:59:59.999+00', '12:00+00',
       '00:00:00', '1.2.3.4', B'010', B'0', '(1,1)', '{1}', '{a}', '[1,2)', '2')
      """;

  private TypeTable() {}
}
