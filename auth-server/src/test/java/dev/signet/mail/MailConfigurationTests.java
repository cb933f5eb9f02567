package dev.signet.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Which way mails take. */
@ExtendWith(OutputCaptureExtension.class)
class MailConfigurationTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final MockEnvironment environment = new MockEnvironment().withProperty("spring.mail.host", "");

	@Test
	void routeWhenNothingIsThereThenNowhereAndSaysSo(CapturedOutput output) {
		assertThat(route().carrier()).isEmpty();
		assertThat(output.getAll()).containsOnlyOnce("No mail server is set (spring.mail.host)").contains("168 hours");
	}

	@Test
	void routeWhenSomethingStandsInThenThere(CapturedOutput output) throws Exception {
		List<OutgoingMail> carried = new ArrayList<>();
		this.beans.addBean("standIn", (MailCarrier) carried::add);
		OutgoingMail mail = MailServers.mail("ada@example.test", "Hello");
		route().carrier().orElseThrow().carry(mail);
		assertThat(carried).containsExactly(mail);
		assertThat(output.getAll()).doesNotContain("No mail server");
	}

	@Test
	void routeWhenMailServerIsSetThenThereWhateverStandsIn() {
		this.beans.addBean("standIn", (MailCarrier) (mail) -> {
		});
		this.environment.setProperty("spring.mail.host", "mail.example.com");
		assertThat(route().carrier()).get().isInstanceOf(SmtpCarrier.class);
	}

	private MailRoute route() {
		return new MailConfiguration().mailRoute(new JavaMailSenderImpl(),
				this.beans.getBeanProvider(MailCarrier.class), MailServers.settings(),
				new PublicAddress(URI.create("https://id.example.com")), this.environment);
	}

}
