import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import './styles/main.css';

const host = document.querySelector('#screen');
if (host !== null) createRoot(host).render(<App />);
