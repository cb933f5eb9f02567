package dev.signet.demo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON laid out for reading, in pieces that a page can colour. Joined, the pieces are the
 * text.
 */
final class JsonText {

	private static final JsonMapper json = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.defaultPrettyPrinter(new DefaultPrettyPrinter(
				Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)))
		.build();

	/**
	 * Longer texts are broken anywhere, so that a narrow page needs no sideways
	 * scrolling.
	 */
	private static final int LONG_TEXT = 32;

	private static final Pattern TOKEN = Pattern
		.compile("(?<key>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
				+ "|(?<number>-?\\d[\\d.eE+-]*)|(?<word>true|false|null)");

	private JsonText() {
	}

	/** Lays out a document; what is not JSON comes back as one plain piece. */
	static List<Piece> of(String document) {
		String pretty;
		try {
			pretty = json.writeValueAsString(json.readTree(document));
		}
		catch (JacksonException ex) {
			return List.of(new Piece(Kind.PLAIN, document));
		}
		List<Piece> pieces = new ArrayList<>();
		int end = 0;
		for (Matcher found = TOKEN.matcher(pretty); found.find(); end = found.end()) {
			pieces.add(new Piece(Kind.PLAIN, pretty.substring(end, found.start())));
			pieces.add(new Piece(kind(found), found.group()));
		}
		pieces.add(new Piece(Kind.PLAIN, pretty.substring(end)));
		return List.copyOf(pieces);
	}

	private static Kind kind(Matcher found) {
		if (found.group("key") != null) {
			return Kind.KEY;
		}
		if (found.group("text") != null) {
			return (found.group().length() > LONG_TEXT) ? Kind.LONG_TEXT : Kind.TEXT;
		}
		return (found.group("number") != null) ? Kind.NUMBER : Kind.WORD;
	}

	/** What a piece is. */
	enum Kind {

		KEY, TEXT, LONG_TEXT, NUMBER, WORD, PLAIN;

		/** The name for the stylesheet. */
		public String style() {
			return "json-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/**
	 * A piece of the text.
	 *
	 * @param kind what it is
	 * @param text how it reads
	 */
	record Piece(Kind kind, String text) {

	}

}
