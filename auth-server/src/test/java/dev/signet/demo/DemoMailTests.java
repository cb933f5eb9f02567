package dev.signet.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.mail.OutgoingMail;
import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The page with the mails of the demonstration. */
class DemoMailTests {

	private final DemoMailbox mailbox = new DemoMailbox();

	private final DemoMailController controller = new DemoMailController(this.mailbox,
			new PublicAddress(URI.create("http://localhost:9000")), new MockEnvironment());

	@Test
	void carryThenNewestFirstAndBounded() {
		OutgoingMail first = mail("First");
		this.mailbox.carry(first);
		this.mailbox.carry(mail("Second"));
		assertThat(this.mailbox.all()).extracting(OutgoingMail::subject).containsExactly("Second", "First");
		this.mailbox.carry(first);
		assertThat(this.mailbox.all()).extracting(OutgoingMail::subject).containsExactly("First", "Second");
		for (int i = 0; i < DemoMailbox.MOST; i++) {
			this.mailbox.carry(mail("More"));
		}
		assertThat(this.mailbox.all()).hasSize(DemoMailbox.MOST).extracting(OutgoingMail::subject).containsOnly("More");
	}

	@Test
	void htmlThenCanRunNothingAndFetchNothing() {
		OutgoingMail mail = mail("Hello");
		this.mailbox.carry(mail);
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(this.controller.html(mail.id(), response)).isEqualTo(mail.html());
		assertThat(response.getHeader("Content-Security-Policy")).contains("default-src 'none'", "; sandbox ")
			.doesNotContain("script", "allow-same-origin", "allow-top-navigation");
		assertThat(response.getHeader("X-Frame-Options")).isEqualTo("SAMEORIGIN");
	}

	@Test
	void oneThenOnlyLinksToThisServerCanBeFollowed() {
		OutgoingMail mail = mail("Hello");
		this.mailbox.carry(mail);
		Model model = new ExtendedModelMap();
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(this.controller.one(mail.id(), model, response)).isEqualTo("demo/mail");
		assertThat(model.getAttribute("lines")).isEqualTo(List.of(new MailLine("Hello", false),
				new MailLine("http://localhost:9000/account", true),
				new MailLine("http://localhost:9000.evil.test/", false), new MailLine("https://evil.test/", false)));
		assertThat(response.getHeader("Content-Security-Policy")).contains("frame-src 'self'", "script-src 'self'");
	}

	@Test
	void readWhenThereIsNoSuchMailThenNotFound() {
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(() -> this.controller.html(UUID.randomUUID(), new MockHttpServletResponse()));
	}

	@Test
	void allWhenMailServerIsSetThenSaysSo() {
		Model model = new ExtendedModelMap();
		assertThat(this.controller.all(model)).isEqualTo("demo/mails");
		assertThat(model.getAttribute("elsewhere")).isEqualTo(false);
		new DemoMailController(this.mailbox, new PublicAddress(URI.create("http://localhost:9000")),
				new MockEnvironment().withProperty("spring.mail.host", "mail"))
			.all(model);
		assertThat(model.getAttribute("elsewhere")).isEqualTo(true);
	}

	private static OutgoingMail mail(String subject) {
		return new OutgoingMail(UUID.randomUUID(), "alice@demo.example", "en", Instant.EPOCH, subject,
				"Hello\nhttp://localhost:9000/account\nhttp://localhost:9000.evil.test/\nhttps://evil.test/\n",
				"<p>Hello</p>");
	}

}
