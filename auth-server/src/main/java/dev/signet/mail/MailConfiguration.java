package dev.signet.mail;

import dev.signet.web.PublicAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Finds the way that mails take.
 */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	private static final Log logger = LogFactory.getLog(MailConfiguration.class);

	@Bean
	MailRoute mailRoute(JavaMailSender server, ObjectProvider<MailCarrier> standIn, MailProperties properties,
			PublicAddress address, Environment environment) {
		if (MailServer.isNamed(environment)) {
			return new MailRoute(new SmtpCarrier(server, properties, address));
		}
		MailCarrier carrier = standIn.getIfAvailable();
		if (carrier == null) {
			logger.warn("No mail server is set (spring.mail.host), so mails are not sent. Each is parked for "
					+ properties.keptFor().toHours() + " hours, and can be tried again once there is a server.");
		}
		return new MailRoute(carrier);
	}

}
