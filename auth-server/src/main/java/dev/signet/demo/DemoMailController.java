package dev.signet.demo;

import java.util.List;
import java.util.UUID;

import dev.signet.mail.MailServer;
import dev.signet.mail.OutgoingMail;
import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows the mails of the demonstration to whoever looks: as text, and as a mail program
 * would show them, in a frame that runs nothing.
 */
@Controller
@Profile("demo")
@RequestMapping("/demo/mail")
class DemoMailController {

	/** Styles are inline in mails. Links open beside the frame, free of its bounds. */
	private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
			+ "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

	private final DemoMailbox mailbox;

	private final PublicAddress address;

	private final boolean elsewhere;

	DemoMailController(DemoMailbox mailbox, PublicAddress address, Environment environment) {
		this.mailbox = mailbox;
		this.address = address;
		this.elsewhere = MailServer.isNamed(environment);
	}

	@GetMapping
	String all(Model model) {
		model.addAttribute("elsewhere", this.elsewhere);
		model.addAttribute("mails", this.mailbox.all());
		return "demo/mails";
	}

	@GetMapping("/{id}")
	String one(@PathVariable UUID id, Model model, HttpServletResponse response) {
		OutgoingMail mail = find(id);
		PageHeaders.allowFrames(response, List.of("'self'"));
		model.addAttribute("mail", mail);
		model.addAttribute("lines", MailLine.of(mail.text(), this.address.to("/")));
		return "demo/mail";
	}

	@GetMapping(path = "/{id}/html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
	@ResponseBody
	String html(@PathVariable UUID id, HttpServletResponse response) {
		response.setHeader("Content-Security-Policy", MAIL_POLICY);
		response.setHeader("X-Frame-Options", "SAMEORIGIN");
		return find(id).html();
	}

	private OutgoingMail find(UUID id) {
		return this.mailbox.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
