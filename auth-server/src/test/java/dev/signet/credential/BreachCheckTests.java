package dev.signet.credential;

import java.io.IOException;
import java.time.Duration;

import dev.signet.credential.CredentialProperties.Argon2;
import dev.signet.outbound.OutboundHttp;
import dev.signet.outbound.TestOutbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class BreachCheckTests {

	/** Its SHA-1 digest is ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42. */
	private static final PasswordText STOLEN = new PasswordText("correct horse battery staple");

	private static final String REST = "AD6438836DBE526AA231ABDE2D0EEF74D42";

	private final OutboundHttp http = TestOutbound.patient();

	private final TestBreachService service = new TestBreachService();

	@AfterEach
	void stop() throws IOException {
		this.http.destroy();
		this.service.close();
	}

	@Test
	void knowsWhenListedThenTrueAndTheServiceWasToldFiveDigits() {
		this.service.answers("0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n" + REST + ":11\r\nFFF:1");
		assertThat(check("/range/").knows(STOLEN)).isTrue();
		assertThat(this.service.asked()).hasSize(3).startsWith("GET /range/ABF7A", "padding true");
		assertThat(this.service.asked().get(2)).doesNotContain(REST.substring(0, 4));
	}

	@Test
	void knowsWhenListedInSmallLettersThenTrue() {
		this.service.answers(REST.toLowerCase() + ":1");
		assertThat(check("/range/").knows(STOLEN)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AD6438836DBE526AA231ABDE2D0EEF74D43:5", "AD6438836DBE526AA231ABDE2D0EEF74D42:0",
			"AD6438836DBE526AA231ABDE2D0EEF74D42", "<html>no such page</html>" })
	void knowsWhenNotListedOrOnlyPaddingThenFalse(String answer) {
		this.service.answers(answer);
		assertThat(check("/range/").knows(STOLEN)).isFalse();
	}

	@Test
	void knowsWhenAccentsAreComposedOtherwiseThenTheSame() {
		check("/").knows(new PasswordText("caf\u00e9 au lait"));
		check("/").knows(new PasswordText("cafe\u0301 au lait"));
		assertThat(this.service.asked().get(0)).isEqualTo(this.service.asked().get(3));
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 429, 500, 302 })
	void knowsWhenServiceRefusesThenFalseAndOneLine(int status, CapturedOutput output) {
		this.service.fails(status);
		this.service.answers(REST + ":5");
		assertThat(check("/range/").knows(STOLEN)).isFalse();
		assertThat(output.toString().lines().filter((line) -> line.contains("not compared"))).singleElement()
			.asString()
			.contains("status " + status)
			.doesNotContain("ABF7A");
	}

	@Test
	void knowsWhenServiceIsSlowThenFalseWithoutItsAnswer(CapturedOutput output) {
		this.service.after(Duration.ofSeconds(30));
		this.service.answers(REST + ":5");
		assertThat(check("/range/").knows(STOLEN)).isFalse();
		assertThat(output).contains("not compared with stolen ones: The answer took too long.");
	}

	@Test
	void knowsWhenAddressIsAnInnerOneThatIsNotAllowedThenFalse(CapturedOutput output) throws IOException {
		OutboundHttp strict = TestOutbound.allowing();
		assertThat(new BreachCheck(this.service.settings("/range/"), strict).knows(STOLEN)).isFalse();
		assertThat(this.service.asked()).isEmpty();
		assertThat(output).contains("not compared");
		strict.destroy();
	}

	@Test
	void knowsWhenNoServiceIsNamedThenAsksNobody() {
		assertThat(new BreachCheck(TestPasswordRules.settings(new Argon2(7168, 1, 1)), this.http).knows(STOLEN))
			.isFalse();
		assertThat(this.service.asked()).isEmpty();
	}

	private BreachCheck check(String path) {
		return new BreachCheck(this.service.settings(path), this.http);
	}

}
