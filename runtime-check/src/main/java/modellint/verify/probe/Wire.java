package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collections as questions and answers carry them: their size, then their elements. Nothing is
 * reserved ahead of what has really arrived, so a lie about the size costs nothing.
 */
final class Wire {

  private Wire() {}

  /** Writes one element. */
  interface Put<T> {
    void put(T it, DataOutput out) throws IOException;
  }

  /** Reads one element. */
  interface Get<T> {
    T get(DataInput in) throws IOException;
  }

  static <T> void list(Collection<T> list, DataOutput out, Put<T> put) throws IOException {
    out.writeInt(list.size());
    for (T it : list) {
      put.put(it, out);
    }
  }

  static <T> List<T> list(DataInput in, Get<T> get) throws IOException {
    var list = new ArrayList<T>();
    for (int i = in.readInt(); i > 0; i--) {
      list.add(get.get(in));
    }
    return list;
  }

  static void texts(Collection<String> texts, DataOutput out) throws IOException {
    list(texts, out, (it, to) -> to.writeUTF(it));
  }

  static List<String> texts(DataInput in) throws IOException {
    return list(in, DataInput::readUTF);
  }

  static <T> void map(Map<String, T> map, DataOutput out, Put<T> put) throws IOException {
    out.writeInt(map.size());
    for (var it : map.entrySet()) {
      out.writeUTF(it.getKey());
      put.put(it.getValue(), out);
    }
  }

  static <T> Map<String, T> map(DataInput in, Get<T> get) throws IOException {
    var map = new LinkedHashMap<String, T>();
    for (int i = in.readInt(); i > 0; i--) {
      map.put(in.readUTF(), get.get(in));
    }
    return map;
  }

  static <T> void optional(Optional<T> it, DataOutput out, Put<T> put) throws IOException {
    list(it.stream().toList(), out, put);
  }

  static <T> Optional<T> optional(DataInput in, Get<T> get) throws IOException {
    return list(in, get).stream().findFirst();
  }
}
