// For Chromium only: no other browser has Web Bluetooth, and none shall carry what it never runs.
import './page.iife.ts';
import './bluetooth.iife.ts';
