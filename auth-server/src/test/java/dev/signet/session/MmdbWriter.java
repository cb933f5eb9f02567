package dev.signet.session;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a small file in the MaxMind DB format 2.0, with whole addresses instead of
 * networks: a tree with one level for each bit of an address, then the data, then what
 * describes the file.
 */
final class MmdbWriter {

	private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

	private static final int SEPARATOR = 16;

	/** The two children of each node: null, an index of a node, or data to come. */
	private final List<Object[]> nodes = new ArrayList<>();

	MmdbWriter() {
		this.nodes.add(new Object[2]);
	}

	/** Tells what is known of an address. IPv4 stands among the lowest of IPv6. */
	MmdbWriter put(String ip, Map<String, Object> data) {
		byte[] address = bytes(ip);
		int node = 0;
		for (int bit = 0; bit < 128; bit++) {
			int side = (address[bit / 8] >> (7 - bit % 8)) & 1;
			if (bit == 127) {
				this.nodes.get(node)[side] = data;
			}
			else if (this.nodes.get(node)[side] instanceof Integer next) {
				node = next;
			}
			else {
				this.nodes.add(new Object[2]);
				this.nodes.get(node)[side] = this.nodes.size() - 1;
				node = this.nodes.size() - 1;
			}
		}
		return this;
	}

	byte[] bytes() {
		ByteArrayOutputStream tree = new ByteArrayOutputStream();
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		for (Object[] node : this.nodes) {
			for (Object child : node) {
				int record = this.nodes.size();
				if (child instanceof Integer next) {
					record = next;
				}
				else if (child != null) {
					record = this.nodes.size() + SEPARATOR + data.size();
					encode(child, data);
				}
				tree.write(record >> 16);
				tree.write(record >> 8);
				tree.write(record);
			}
		}
		tree.writeBytes(new byte[SEPARATOR]);
		tree.writeBytes(data.toByteArray());
		tree.writeBytes(MARKER);
		encode(metadata(), tree);
		return tree.toByteArray();
	}

	private Map<String, Object> metadata() {
		Map<String, Object> metadata = new LinkedHashMap<>();
		metadata.put("node_count", new Number(6, this.nodes.size()));
		metadata.put("record_size", new Number(5, 24));
		metadata.put("ip_version", new Number(5, 6));
		metadata.put("database_type", "Test");
		metadata.put("languages", List.of("en"));
		metadata.put("binary_format_major_version", new Number(5, 2));
		metadata.put("binary_format_minor_version", new Number(5, 0));
		metadata.put("build_epoch", new Number(9, 1));
		metadata.put("description", Map.of("en", "A test"));
		return metadata;
	}

	private static void encode(Object value, ByteArrayOutputStream out) {
		if (value instanceof String text) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			control(2, bytes.length, out);
			out.writeBytes(bytes);
		}
		else if (value instanceof Number number) {
			int size = (number.type() == 5) ? 2 : 4;
			control(number.type(), size, out);
			for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
				out.write(number.value() >> shift);
			}
		}
		else if (value instanceof Map<?, ?> map) {
			control(7, map.size(), out);
			map.forEach((key, held) -> {
				encode(key, out);
				encode(held, out);
			});
		}
		else {
			List<?> list = (List<?>) value;
			control(11, list.size(), out);
			list.forEach((held) -> encode(held, out));
		}
	}

	/** Sizes from 29 on would need more bytes; nothing here is so long. */
	private static void control(int type, int size, ByteArrayOutputStream out) {
		if (size > 28) {
			throw new IllegalArgumentException("Too long for this writer");
		}
		out.write((type < 8) ? type << 5 | size : size);
		if (type > 7) {
			out.write(type - 7);
		}
	}

	private static byte[] bytes(String ip) {
		try {
			byte[] address = InetAddress.getByName(ip).getAddress();
			byte[] whole = new byte[16];
			System.arraycopy(address, 0, whole, 16 - address.length, address.length);
			return whole;
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** A number with its type in the format; those here fit into four bytes. */
	private record Number(int type, int value) {
	}

}
