package dev.weir.rules.wasm;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.weir.rules.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Version 1 of what a module can import, from {@link #MODULE}. Fields and event types are read by
 * id; ids belong to a run, so a module asks for them by name, in {@code pred_init}.
 *
 * <p>A number of a field that the event does not have is no value: to read it is an error, and
 * {@code event_has} tells before. A text (UTF-8) or bytes are written to the memory if they fit;
 * the result is their whole length in any case, or -1 if the event does not have the field. Reading
 * a field as another type, and unknown ids, are errors, which end the evaluation. {@code
 * field_type} returns 1 for I64, 2 for U64, 3 for F64, 4 for Bool, 5 for String, 6 for Bytes, and 7
 * to 12 for arrays of those.
 */
public final class HostInterface {
  /** The name of the imports' module. */
  public static final String MODULE = "weir_event_v1";

  /** What the names of all versions begin with. */
  static final String MODULE_PREFIX = "weir_event_v";

  private static final List<ValType> NOTHING = List.of();
  private static final List<ValType> I32 = List.of(ValType.I32);
  private static final List<ValType> I64 = List.of(ValType.I64);
  private static final List<ValType> F64 = List.of(ValType.F64);

  /** A field and an index. */
  private static final List<ValType> ELEMENT = List.of(ValType.I32, ValType.I32);

  /** An address and a length. */
  private static final List<ValType> TEXT = List.of(ValType.I32, ValType.I32);

  /** A field, an address and a capacity. */
  private static final List<ValType> COPY = List.of(ValType.I32, ValType.I32, ValType.I32);

  /** A field, an index, an address and a capacity. */
  private static final List<ValType> COPY_ELEMENT =
      List.of(ValType.I32, ValType.I32, ValType.I32, ValType.I32);

  private static final Map<String, FunctionType> TYPES = types();

  private final EventAccess access;
  private final List<HostFunction> functions = new ArrayList<>();

  private HostInterface(EventAccess access) {
    this.access = access;
  }

  /** Returns the types of all functions by name. */
  static Map<String, FunctionType> functionTypes() {
    return TYPES;
  }

  /** Returns the functions for one instance. */
  static ImportValues imports(EventAccess access) {
    HostInterface host = new HostInterface(access);
    host.addNames();
    host.addEvent();
    host.addFields();
    host.addElements();
    return ImportValues.builder().addFunction(host.functions.toArray(HostFunction[]::new)).build();
  }

  private static Map<String, FunctionType> types() {
    Map<String, FunctionType> types = new LinkedHashMap<>();
    types.put("field_id", FunctionType.of(TEXT, I32));
    types.put("field_type", FunctionType.of(I32, I32));
    types.put("type_id", FunctionType.of(TEXT, I32));
    types.put("event_is", FunctionType.of(I32, I32));
    types.put("event_time", FunctionType.of(NOTHING, I64));
    types.put("event_wall_time", FunctionType.of(NOTHING, I64));
    types.put("event_has", FunctionType.of(I32, I32));
    types.put("event_get_i64", FunctionType.of(I32, I64));
    types.put("event_get_u64", FunctionType.of(I32, I64));
    types.put("event_get_f64", FunctionType.of(I32, F64));
    types.put("event_get_bool", FunctionType.of(I32, I32));
    types.put("event_get_str", FunctionType.of(COPY, I32));
    types.put("event_get_bytes", FunctionType.of(COPY, I32));
    types.put("event_get_length", FunctionType.of(I32, I32));
    types.put("event_get_i64_at", FunctionType.of(ELEMENT, I64));
    types.put("event_get_u64_at", FunctionType.of(ELEMENT, I64));
    types.put("event_get_f64_at", FunctionType.of(ELEMENT, F64));
    types.put("event_get_bool_at", FunctionType.of(ELEMENT, I32));
    types.put("event_get_str_at", FunctionType.of(COPY_ELEMENT, I32));
    types.put("event_get_bytes_at", FunctionType.of(COPY_ELEMENT, I32));
    return types;
  }

  private void addNames() {
    add("field_id", (instance, args) -> result(access.fieldId(text(instance, args))));
    add("field_type", (instance, args) -> result(access.fieldType((int) args[0])));
    add("type_id", (instance, args) -> result(access.typeId(text(instance, args))));
  }

  private void addEvent() {
    add("event_is", (instance, args) -> result(access.isOfType((int) args[0])));
    add("event_time", (instance, args) -> new long[] {access.event().monotonicNanos()});
    add("event_wall_time", (instance, args) -> new long[] {access.event().wallNanos()});
  }

  private void addFields() {
    add("event_has", (instance, args) -> result(access.has((int) args[0])));
    add(
        "event_get_i64",
        (instance, args) -> new long[] {access.number((int) args[0], FieldType.I64)});
    add(
        "event_get_u64",
        (instance, args) -> new long[] {access.number((int) args[0], FieldType.U64)});
    add("event_get_f64", (instance, args) -> result(access.real((int) args[0])));
    add("event_get_bool", (instance, args) -> result(access.truth((int) args[0])));
    add("event_get_str", (instance, args) -> copied(instance, args, FieldType.STRING));
    add("event_get_bytes", (instance, args) -> copied(instance, args, FieldType.BYTES));
  }

  private void addElements() {
    add("event_get_length", (instance, args) -> result(access.arrayLength((int) args[0])));
    add("event_get_i64_at", (instance, args) -> new long[] {(Long) at(args, FieldType.I64)});
    add("event_get_u64_at", (instance, args) -> new long[] {(Long) at(args, FieldType.U64)});
    add("event_get_f64_at", (instance, args) -> result((Double) at(args, FieldType.F64)));
    add("event_get_bool_at", (instance, args) -> result((Boolean) at(args, FieldType.BOOL)));
    add("event_get_str_at", (instance, args) -> copiedAt(instance, args, FieldType.STRING));
    add("event_get_bytes_at", (instance, args) -> copiedAt(instance, args, FieldType.BYTES));
  }

  private long[] copied(Instance instance, long[] args, FieldType type) {
    return result(
        access.copy((int) args[0], type, instance.memory(), (int) args[1], (int) args[2]));
  }

  private long[] copiedAt(Instance instance, long[] args, FieldType type) {
    return result(
        access.copyElement(
            (int) args[0], type, (int) args[1], instance.memory(), (int) args[2], (int) args[3]));
  }

  private Object at(long[] args, FieldType type) {
    return access.element((int) args[0], type, (int) args[1]);
  }

  private static String text(Instance instance, long[] args) {
    return new String(
        instance.memory().readBytes((int) args[0], (int) args[1]), StandardCharsets.UTF_8);
  }

  private static long[] result(int value) {
    return new long[] {value};
  }

  private static long[] result(boolean value) {
    return new long[] {value ? 1 : 0};
  }

  private static long[] result(double value) {
    return new long[] {Double.doubleToRawLongBits(value)};
  }

  private void add(String name, WasmFunctionHandle function) {
    FunctionType type = TYPES.get(name);
    if (type == null) {
      throw new IllegalStateException("No type is declared for " + name);
    }
    functions.add(new HostFunction(MODULE, name, type, function));
  }
}
