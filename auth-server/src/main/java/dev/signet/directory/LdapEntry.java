package dev.signet.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;

import org.jspecify.annotations.Nullable;

import org.springframework.ldap.support.LdapEncoder;

/**
 * An entry as a directory answered it.
 *
 * @param dn its distinguished name
 * @param attributes what was asked for of it
 */
record LdapEntry(String dn, Attributes attributes) {

	private static final int GUID_LENGTH = 16;

	private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	/** What may prove somebody, or help to guess what does. */
	private static final Pattern SECRET = Pattern
		.compile("(?i).*(password|pwd|secret|hash|token|key|credential|pkcs12|pin(;|$)).*");

	private static final int MOST_VALUES = 20;

	private static final int LONGEST_VALUE = 500;

	private static final int MOST_BYTES = 64;

	/** The first value of an attribute, as text. */
	Optional<String> text(String attribute) {
		return Optional.ofNullable(value(attribute))
			.map(LdapEntry::text)
			.map(String::strip)
			.filter((text) -> !text.isEmpty());
	}

	/**
	 * All attributes as text, by name: no secrets, of which only the name is told, and
	 * long ones cut.
	 */
	Map<String, List<String>> shown() {
		Map<String, List<String>> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		try {
			for (Attribute attribute : Collections.list(this.attributes.getAll())) {
				boolean secret = SECRET.matcher(attribute.getID()).matches();
				shown.put(attribute.getID(), secret ? List.of() : values(attribute));
			}
		}
		catch (NamingException ex) {
			throw new IllegalStateException("The values are here", ex);
		}
		return shown;
	}

	private static List<String> values(Attribute attribute) throws NamingException {
		List<String> values = new ArrayList<>();
		for (int i = 0; i < Math.min(attribute.size(), MOST_VALUES); i++) {
			values.add(cut(attribute.get(i)));
		}
		return values;
	}

	private static String cut(Object value) {
		if (value instanceof byte[] bytes && bytes.length > MOST_BYTES) {
			return HexFormat.of().formatHex(bytes, 0, MOST_BYTES) + "…";
		}
		String text = text(value);
		return (text.length() > LONGEST_VALUE) ? text.substring(0, LONGEST_VALUE) + "…" : text;
	}

	private @Nullable Object value(String name) {
		try {
			Attribute attribute = this.attributes.get(name);
			return (attribute != null && attribute.size() > 0) ? attribute.get() : null;
		}
		catch (NamingException ex) {
			throw new IllegalStateException("The values are here", ex);
		}
	}

	private static String text(Object value) {
		if (value instanceof byte[] bytes) {
			return (bytes.length == GUID_LENGTH) ? guid(bytes) : HexFormat.of().formatHex(bytes);
		}
		return value.toString();
	}

	/**
	 * What a filter compares the text of a subject with: in Active Directory, which keeps
	 * bytes, the bytes that it was made of.
	 */
	static String filterValue(String text, DirectoryKind kind) {
		if (kind != DirectoryKind.ACTIVE_DIRECTORY) {
			return LdapEncoder.filterEncode(text);
		}
		StringBuilder value = new StringBuilder();
		for (byte each : bytes(text)) {
			value.append('\\').append(HexFormat.of().toHexDigits(each));
		}
		return value.toString();
	}

	private static byte[] bytes(String text) {
		if (!GUID.matcher(text).matches()) {
			return HexFormat.of().parseHex(text);
		}
		UUID guid = UUID.fromString(text);
		long high = guid.getMostSignificantBits();
		return ByteBuffer.allocate(GUID_LENGTH)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt((int) (high >>> Integer.SIZE))
			.putShort((short) (high >>> Short.SIZE))
			.putShort((short) high)
			.order(ByteOrder.BIG_ENDIAN)
			.putLong(guid.getLeastSignificantBits())
			.array();
	}

	/** As Active Directory writes it: the first three parts have their bytes reversed. */
	private static String guid(byte[] bytes) {
		ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		long high = Integer.toUnsignedLong(little.getInt()) << 32 | Short.toUnsignedLong(little.getShort()) << 16
				| Short.toUnsignedLong(little.getShort());
		return new UUID(high, ByteBuffer.wrap(bytes).getLong(Long.BYTES)).toString();
	}

	/** Without what it says. */
	@Override
	public String toString() {
		return "LdapEntry";
	}

}
