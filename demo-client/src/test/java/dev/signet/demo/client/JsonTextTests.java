package dev.signet.demo.client;

import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Laying out JSON in pieces.
 */
class JsonTextTests {

	@Test
	void ofWhenDocumentThenPiecesJoinToIndentedText() {
		String text = JsonText.of("{\"a\":1,\"b\":[\"x\",null]}")
			.stream()
			.map(JsonText.Piece::text)
			.collect(Collectors.joining());
		assertThat(text).isEqualToNormalizingNewlines("{\n  \"a\": 1,\n  \"b\": [ \"x\", null ]\n}");
	}

	@Test
	void ofWhenTextHoldsQuotesAndColonsThenStaysOneText() {
		assertThat(JsonText.of("{\"k\":\"he said \\\"a\\\": 1\"}"))
			.contains(new JsonText.Piece(JsonText.Kind.KEY, "\"k\""),
					new JsonText.Piece(JsonText.Kind.TEXT, "\"he said \\\"a\\\": 1\""))
			.noneMatch((piece) -> piece.kind() == JsonText.Kind.NUMBER);
	}

	@Test
	void ofWhenNotJsonThenPlain() {
		assertThat(JsonText.of("oops")).containsExactly(new JsonText.Piece(JsonText.Kind.PLAIN, "oops"));
	}

}
