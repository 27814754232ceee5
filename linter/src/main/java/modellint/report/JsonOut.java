package modellint.report;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Streaming JSON with the conventions of every JSON form here: null for what is not known, six
 * significant digits, and no character that a terminal would obey.
 */
final class JsonOut {

  private final JsonWriter json;

  /** One value to {@code out}, over several lines where {@code indent} is not empty. */
  JsonOut(Writer out, String indent) {
    json = new JsonWriter(new Escaping(out));
    json.setStrictness(Strictness.STRICT);
    json.setHtmlSafe(false);
    json.setSerializeNulls(true);
    json.setIndent(indent);
  }

  /** Something written inside an object or array. */
  interface Body {
    void write() throws IOException;
  }

  JsonOut object(Body fields) throws IOException {
    json.beginObject();
    fields.write();
    json.endObject();
    return this;
  }

  JsonOut object(String name, Body fields) throws IOException {
    json.name(name);
    return object(fields);
  }

  JsonOut array(String name, Body elements) throws IOException {
    json.name(name);
    return array(elements);
  }

  JsonOut array(Body elements) throws IOException {
    json.beginArray();
    elements.write();
    json.endArray();
    return this;
  }

  JsonOut field(String name, String value) throws IOException {
    json.name(name).value(value);
    return this;
  }

  JsonOut field(String name, Enum<?> value) throws IOException {
    return field(name, value.name().toLowerCase(Locale.ROOT));
  }

  JsonOut field(String name, long value) throws IOException {
    json.name(name).value(value);
    return this;
  }

  JsonOut field(String name, boolean value) throws IOException {
    json.name(name).value(value);
    return this;
  }

  /** Null where {@code value} is not a finite number: JSON has no word for it. */
  JsonOut field(String name, double value) throws IOException {
    json.name(name);
    if (Double.isFinite(value)) {
      json.value(Digits.six(value));
    } else {
      json.nullValue();
    }
    return this;
  }

  JsonOut field(String name, OptionalInt value) throws IOException {
    return value.isPresent() ? field(name, value.getAsInt()) : nothing(name);
  }

  JsonOut field(String name, OptionalLong value) throws IOException {
    return value.isPresent() ? field(name, value.getAsLong()) : nothing(name);
  }

  JsonOut field(String name, OptionalDouble value) throws IOException {
    return value.isPresent() ? field(name, value.getAsDouble()) : nothing(name);
  }

  /** A text, a whole number or a real number that may be missing. */
  JsonOut field(String name, Optional<?> value) throws IOException {
    if (value.isEmpty()) {
      return nothing(name);
    }
    Object known = value.get();
    if (known instanceof Integer it) {
      return field(name, (long) it);
    }
    return known instanceof Double it ? field(name, (double) it) : field(name, known.toString());
  }

  JsonOut nothing(String name) throws IOException {
    json.name(name).nullValue();
    return this;
  }

  JsonOut texts(String name, List<String> values) throws IOException {
    return array(
        name,
        () -> {
          for (String value : values) {
            json.value(value);
          }
        });
  }

  JsonOut element(String value) throws IOException {
    json.value(value);
    return this;
  }

  JsonOut element(long value) throws IOException {
    json.value(value);
    return this;
  }

  /** Such characters stand only inside strings, where an escape means the same. */
  private static final class Escaping extends FilterWriter {

    Escaping(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      if (c != '\n' && (Character.isSurrogate((char) c) || SafeText.isUnsafe(c))) {
        out.write(String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        out.write(c);
      }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        write(text[i]);
      }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        write(text.charAt(i));
      }
    }
  }
}
