package modellint.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** An object of a JSON report as it is read back; whatever is not as written is refused. */
record JsonIn(JsonObject object) {

  String text(String name) {
    JsonElement value = value(name);
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
      return value.getAsString();
    }
    throw new InvalidReportException(name + " is not a text");
  }

  double number(String name) {
    return optionalNumber(name).orElse(Double.NaN);
  }

  /** A number that reports of earlier releases do not have. */
  double later(String name) {
    return has(name) ? number(name) : Double.NaN;
  }

  boolean has(String name) {
    return object.has(name);
  }

  long whole(String name) {
    return optionalWhole(name)
        .orElseThrow(() -> new InvalidReportException(name + " is not a whole number"));
  }

  <E extends Enum<E>> E word(String name, Class<E> type) {
    String word = text(name);
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidReportException(name + " cannot be " + word);
    }
  }

  Optional<String> optionalText(String name) {
    return isNull(name) ? Optional.empty() : Optional.of(text(name));
  }

  Optional<Double> maybeNumber(String name) {
    OptionalDouble number = optionalNumber(name);
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  OptionalDouble optionalNumber(String name) {
    return isNull(name) ? OptionalDouble.empty() : OptionalDouble.of(numeric(name).getAsDouble());
  }

  OptionalLong optionalWhole(String name) {
    return isNull(name) ? OptionalLong.empty() : OptionalLong.of(numeric(name).getAsLong());
  }

  OptionalInt optionalInt(String name) {
    return isNull(name) ? OptionalInt.empty() : OptionalInt.of(numeric(name).getAsInt());
  }

  <T> Optional<T> optional(String name, Function<JsonIn, T> read) {
    return isNull(name) ? Optional.empty() : Optional.of(read.apply(object(name)));
  }

  JsonIn object(String name) {
    return of(value(name), name);
  }

  List<String> texts(String name) {
    var all = new ArrayList<String>();
    for (JsonElement element : elements(name)) {
      if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
        throw new InvalidReportException(name + " must hold texts");
      }
      all.add(element.getAsString());
    }
    return all;
  }

  List<Integer> integers(String name) {
    var all = new ArrayList<Integer>();
    for (JsonElement element : elements(name)) {
      all.add(numeric(element, name).getAsInt());
    }
    return all;
  }

  <T> List<T> list(String name, Function<JsonIn, T> read) {
    var list = new ArrayList<T>();
    elements(name).forEach(it -> list.add(read.apply(of(it, name))));
    return list;
  }

  JsonArray elements(String name) {
    if (value(name) instanceof JsonArray array) {
      return array;
    }
    throw new InvalidReportException(name + " is not a list");
  }

  boolean isNull(String name) {
    return value(name).isJsonNull();
  }

  static JsonIn of(JsonElement element, String name) {
    if (element instanceof JsonObject object) {
      return new JsonIn(object);
    }
    throw new InvalidReportException(name + " is not an object");
  }

  private JsonElement numeric(String name) {
    return numeric(value(name), name);
  }

  private static JsonElement numeric(JsonElement value, String name) {
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      return value;
    }
    throw new InvalidReportException(name + " is not a number");
  }

  private JsonElement value(String name) {
    JsonElement value = object.get(name);
    if (value == null) {
      throw new InvalidReportException(name + " is missing");
    }
    return value;
  }
}
