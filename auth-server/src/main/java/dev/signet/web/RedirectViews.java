package dev.signet.web;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Makes {@code redirect:} views answer 303, not 302: most of them follow a form post. All
 * others are a {@link PageView}.
 */
@Configuration(proxyBeanMethods = false)
class RedirectViews {

	@Bean
	InitializingBean redirectBySeeOther(ThymeleafViewResolver views) {
		return () -> {
			views.setRedirectHttp10Compatible(false);
			views.setViewClass(PageView.class);
		};
	}

}
