package dev.signet.mail;

import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** A setting that is nothing without mails stops the start when none can go out. */
class MailServerMissingTests {

	private final MailDispatch dispatch = Mockito.mock();

	private final Mails mails = new Mails(Mockito.mock(), this.dispatch, Mockito.mock(), Clock.systemUTC());

	@Test
	void requireWhenThereIsAWayThenNothing() {
		BDDMockito.given(this.dispatch.carries()).willReturn(true);
		assertThatNoException().isThrownBy(() -> this.mails.require("signet.signin.mail-code=offered", "off"));
	}

	@Test
	void requireWhenThereIsNoneThenTheOperatorReadsWhatToDo() {
		assertThatExceptionOfType(MailServerMissing.class)
			.isThrownBy(() -> this.mails.require("signet.signin.mail-code=offered", "off"))
			.satisfies((missing) -> {
				FailureAnalysis analysis = new MailServerMissingFailureAnalyzer()
					.analyze(new IllegalStateException(missing));
				assertThat(analysis.getDescription()).startsWith("signet.signin.mail-code=offered needs a mail server");
				assertThat(analysis.getAction()).contains("spring.mail.host", "set it to off");
			});
	}

}
