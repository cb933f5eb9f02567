package dev.signet.federation.look;

import java.nio.charset.StandardCharsets;

import dev.signet.federation.look.CodeAnswer.Verdict;
import dev.signet.outbound.OutboundAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What token endpoints answer to a made-up code (RFC 6749 §5.2), and those that have a
 * way of their own.
 */
class CodeAnswerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			400 | {"error":"invalid_grant"} | CODE_REFUSED
			401 | {"error":"invalid_client"} | CLIENT_REFUSED
			400 | {"error":"invalid_client"} | CLIENT_REFUSED
			401 | {"error":"whatever"} | CLIENT_REFUSED
			401 | {} | CLIENT_REFUSED
			401 | <html>no</html> | CLIENT_REFUSED
			400 | {"error":"unauthorized_client"} | NOT_ALLOWED
			400 | {"error":"invalid_request"} | UNCLEAR
			200 | {"error":"bad_verification_code"} | CODE_REFUSED
			200 | {"error":"incorrect_client_credentials"} | CLIENT_REFUSED
			200 | {"error":"redirect_uri_mismatch"} | REDIRECT_URI_REFUSED
			404 | {"error":"Not Found"} | CLIENT_REFUSED
			400 | {"error":{"message":"Invalid verification code format.","code":100}} | CODE_REFUSED
			400 | {"error":{"message":"Error validating application.","code":101}} | CLIENT_REFUSED
			400 | {"error":{"message":"Error validating client secret.","code":1}} | CLIENT_REFUSED
			400 | {"error":{"message":"An unknown error occurred.","code":1}} | UNCLEAR
			400 | {"error":{"message":"It is not in the list of domains.","code":191}} | REDIRECT_URI_REFUSED
			400 | {"error":{"message":"No number at all"}} | UNCLEAR
			200 | {"access_token":"x","token_type":"Bearer"} | TOKEN
			200 | {"id_token":"x"} | TOKEN
			500 | {"error":"invalid_grant"} | TROUBLE
			503 | Gone fishing | TROUBLE
			200 | <html>Welcome</html> | NO_ANSWER
			302 | `` | NO_ANSWER
			404 | <html>Not here</html> | NO_ANSWER
			200 | [] | NO_ANSWER
			200 | {} | NO_ANSWER
			""")
	void ofThenTellsWhatTheAnswerMeans(int status, String body, Verdict verdict) {
		assertThat(read(status, body).verdict()).isEqualTo(verdict);
	}

	@Test
	void ofThenKeepsWhatTheProviderSaid() {
		assertThat(read(401, "{\"error\":\"invalid_client\",\"error_description\":\"Expired.\"}").said())
			.isEqualTo("invalid_client: Expired.");
		assertThat(read(401, "{\"error\":\"invalid_client\",\"error_description\":7}").said())
			.isEqualTo("invalid_client");
		assertThat(read(400, "{\"error\":{\"message\":\"Error validating application.\",\"code\":101}}").said())
			.isEqualTo("Error validating application.");
	}

	private static CodeAnswer read(int status, String body) {
		return CodeAnswer.of(new OutboundAnswer(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));
	}

}
